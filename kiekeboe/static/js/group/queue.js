// What goes out next, and what an answer means for what was sent. Pure.
// An item: { seq, id, kind, what, state: "waiting"|"sent"|"refused", blob, not_before?, failures?, answer?, head? }
export const AT_ONCE = 100
const FIRST = 1_000
const LONGEST = 60_000

// { text: [items in order], photo: one or null, after: when something that pauses may go, or null }.
// What is refused or pauses holds up only what is about the same thing; photos never hold up words.
export function next(items, now, most = AT_ONCE) {
  const text = []
  const held = new Set()
  let photo = null
  let after = null
  for (const item of items) {
    if (item.state !== "waiting") continue
    const about = thingsOf(item)
    const pauses = (item.not_before ?? 0) > now
    const waits = pauses || about.some((id) => held.has(id))
    if (pauses) after = Math.min(after ?? Infinity, item.not_before)
    if (waits || item.blob) for (const id of about) held.add(id)
    if (waits) continue
    if (item.blob) photo ??= item
    else if (text.length < most) text.push(item)
    else for (const id of about) held.add(id)
  }
  return { text, photo, after }
}

// The things that an item is about: what is written of one of them keeps its order.
export function thingsOf({ what }) {
  const { entry, visit, note, photo, muster, visits = [], looks = [] } = what
  const own = [entry, visit, note, photo, muster, ...visits.flatMap((one) => [one.visit, one.child]), ...looks.map((one) => one.entry)]
  return own.filter(Boolean)
}

// What each of these items becomes, from the answers of one request: [{ id, state, … }].
export function settle(batch, answers, head, now, random = 0.5) {
  const told = new Map(answers.map((answer) => [answer.id, answer]))
  const later = new Set()
  return batch.map((item, place) => {
    // An answer without an id is about something that nobody can read; answers come in order.
    const nameless = answers[place]?.id === null ? answers[place] : undefined
    const found = become(item, told.get(item.id) ?? nameless, head, now, random)
    const about = thingsOf(item)
    // It was refused only because what it builds on is not there yet.
    if (found.state === "refused" && about.some((id) => later.has(id))) return { id: item.id, ...pausing(item, now, random) }
    if (found.state === "waiting") for (const id of about) later.add(id)
    return found
  })
}

function become(item, answer, head, now, random) {
  const { id } = item
  const status = answer?.status ?? 503
  if (status >= 200 && status < 300) return { id, state: "sent", head, answer: null, failures: 0, not_before: 0 }
  if (status >= 500 || status === 429 || status === 408) return { id, ...pausing(item, now, random) }
  return { id, state: "refused", answer: { ...answer, status } }
}

function pausing(item, now, random) {
  const failures = (item.failures ?? 0) + 1
  return { state: "waiting", failures, not_before: now + pause(failures, random) }
}

// How long to wait after this many failures in a row: twice as long each time, never all at once.
export function pause(failures, random) {
  return Math.min(FIRST * 2 ** Math.min(failures - 1, 10), LONGEST) * (0.5 + random)
}

// What may be forgotten: the server has it, and told it in each part of the snapshot that we keep.
export function shown(items, { open, closed = open }) {
  const both = Math.min(open, closed)
  return items.filter((item) => item.state === "sent" && item.head <= both)
}
