// Are there enough colleagues, now and until closing? The law is in ratio.js; this counts who is
// there. Pure: a view in, per group (or for the whole location) an answer out. Moments in ms.
import { ageStep, needed, wholeLocation } from "js/group/ratio"
import { word } from "js/group/words"
import { clock } from "js/lib/times"

const ms = (at) => Date.parse(at)
const HERE = ["present", "asleep"]
const COMING = ["expected", "late"]
const sum = (numbers) => numbers.reduce((one, other) => one + other, 0)

// Now: 3 needed, 2 in the group.
export function enoughWords({ from, staff, needed: law }, key) {
  const amount = staff.toLocaleString(document.documentElement.lang)
  return word(law.staff === null ? "enough_apart" : key, { needed: law.staff, staff: amount, time: clock(from) })
}

// `known` is whether anybody clocked in or is in the roster: else we only say how many are needed.
// [{ id, name, known, now, ahead: [moment…] }]; a moment: { from, until, children, counts, staff, needed, short }
export function staffed(view) {
  const { law, day } = view
  if (!law || !view.group) return []
  const groups = wholeLocation(law.care, day) ? [{ id: "", name: view.location }] : view.groups
  return groups.map((group) => judged(group, view))
}

function judged(group, view) {
  const now = ms(view.now)
  const children = childrenOf(group, view)
  const duties = view.colleagues.flatMap((one) => dutiesOf(one, view))
  const at = (moment, end) => momentAt(moment, end, children, duties, group, view)
  const edges = [...children, ...duties].flatMap(({ from, until }) => [from, until])
  const ahead = [...new Set(edges)].filter((edge) => edge > now && edge <= view.closes).sort((one, other) => one - other)
  const later = ahead.map((edge, place) => at(edge, ahead[place + 1] ?? view.closes)).filter(({ from, until }) => until > from)
  return { id: group.id, name: group.name, known: view.clocked || duties.length > 0, now: at(now, ahead[0] ?? now), ahead: joined(later) }
}

// Who is in the group, from when until when; `now` is whether the child is there at this moment.
function childrenOf(group, view) {
  const { law, day } = view
  const now = ms(view.now)
  const mine = view.seats.filter((seat) => !group.id || seat.group === group.id)
  const found = mine.flatMap((seat) => {
    const step = ageStep(seat.born, day, law.care)
    if (HERE.includes(seat.state)) return [{ step, from: 0, until: Math.max(seat.ends_at ? ms(seat.ends_at) : view.closes, now), now: true }]
    if (!COMING.includes(seat.state)) return []
    const ahead = seat.slots.filter((slot) => ms(slot[2]) > now)
    return ahead.map(([, start, end]) => ({ step, from: Math.max(ms(start), now), until: ms(end), now: false }))
  })
  const others = group.id ? [] : (law.elsewhere ?? [])
  return [...found, ...others.map(([step, from, until, inside]) => ({ step, from: ms(from), until: Math.max(ms(until), inside ? now : 0), now: inside }))]
}

// When a colleague is in which group: clocked in now until the end of the shift, and shifts to come.
// Who did not clock in for a shift that goes on is not there; where nobody clocks, the roster counts.
function dutiesOf(one, view) {
  const now = ms(view.now)
  const value = { counts: one.counts ?? 100, learns: Boolean(one.learns), id: one.id }
  const shifts = (one.shifts ?? []).map(([group, start, end]) => ({ ...value, group, from: ms(start), until: ms(end) }))
  const today = shifts.filter(({ from, until }) => from < view.ends && until > now)
  if (!view.clocked) return today.map((shift) => ({ ...shift, now: shift.from <= now }))
  const going = (one.stints ?? []).find((stint) => !stint[3])
  const ahead = today.filter(({ from }) => from > now).map((shift) => ({ ...shift, now: false }))
  if (!going) return ahead
  const until = Math.max(...today.filter(({ from }) => from <= now).map((shift) => shift.until), now)
  return [{ ...value, group: going[1], from: 0, until: until > now ? until : view.closes, now: true }, ...ahead]
}

function momentAt(from, until, children, duties, group, view) {
  const now = from === ms(view.now)
  const there = (one) => (now ? one.now : one.from <= from && from < one.until)
  const some = children.filter(there)
  const counts = Array(view.law.care === "bso" ? 2 : 4).fill(0)
  for (const { step } of some) counts[step] += 1
  const staff = counting(duties.filter(there), duties, group, view.law.share)
  const law = needed(counts, view.law.care, view.day)
  return { from, until, children: some.length, counts, staff, needed: law, short: law.staff === null || staff < law.staff }
}

// Trainees count for the part that was agreed, together for at most their share of everybody, and
// not in a group without a professional of its own that day (planning/weighing.py).
function counting(there, all, group, [part, of]) {
  const rest = sum(there.filter((one) => !one.learns).map((one) => one.counts))
  const learning = sum(there.filter((one) => one.learns && led(one, all)).map((one) => one.counts))
  const most = (rest * part) / (of - part)
  const share = learning > most ? most / learning : 1
  const mine = there.filter((one) => !group.id || one.group === group.id)
  const found = sum(mine.map((one) => (one.learns ? (led(one, all) ? one.counts * share : 0) : one.counts)))
  return Math.round(found) / 100
}

const led = (learner, all) => all.some((one) => !one.learns && one.counts && one.group === learner.group)

// Neighbours that say the same are one stretch.
function joined(moments) {
  const found = []
  for (const one of moments) {
    const last = found.at(-1)
    const same = last && last.staff === one.staff && last.needed.staff === one.needed.staff && last.children === one.children
    if (same) last.until = one.until
    else found.push({ ...one })
  }
  return found
}
