// Who may be photographed, tagged, and shown a photo: the same rule as photos/consent.py. Pure.
// consents: { child: { own, together } }. Nothing known of a child allows nothing.
const NOTHING = { own: false, together: false }
const of = (consents, child) => consents[child] ?? NOTHING

// May the parents of `child` see a photo with these tagged children? { shown, why, because_of }
export function verdict(child, tagged, consents, withdrawn = false) {
  if (withdrawn) return no("withdrawn")
  if (!tagged.includes(child)) return no("not_tagged")
  if (!of(consents, child).own) return no("own_refused", [child])
  const refusing = tagged.filter((other) => other !== child && !of(consents, other).together)
  return refusing.length ? no("other_refused", refusing) : { shown: true, why: null, because_of: [] }
}

const no = (why, because_of = []) => ({ shown: false, why, because_of })

// The tagged children whose parents receive the photo.
export function receivers(tagged, consents) {
  return [...new Set(tagged)].filter((child) => verdict(child, tagged, consents).shown)
}

// Children who may not be photographed at all, and so not be tagged.
export function untaggable(tagged, consents) {
  return [...new Set(tagged)].filter((child) => !of(consents, child).own)
}
