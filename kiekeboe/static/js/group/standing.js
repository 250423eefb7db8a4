// In which state a child is, when somebody must look at it, and what is still to be logged. The same
// rules as care/board_states.py, care/sleepchecks.py and care/policy.py. Pure; moments in milliseconds.
const MINUTE = 60_000
const LATE = 30 * MINUTE
const AMBER_FROM = 0.8
const ABSENCES = { sick: "sick", leave: "leave", unannounced: "not_announced", closed: "closed" }
const FOOD_TOO_BEFORE = 6 // months

// stays: [[arrived, left|null]], slots: [[start, end]]. { state, moment }
export function standing({ now, stays = [], slots = [], absence = null, asleep = null }) {
  const open = stays.filter(([, left]) => left === null)
  if (open.length) return asleep !== null ? is("asleep", asleep) : is("present", Math.max(...open.map(([arrived]) => arrived)))
  const left = stays.length ? Math.max(...stays.map(([, gone]) => gone)) : null
  if (absence && left === null) return is(ABSENCES[absence])
  const ahead = slots.filter((slot) => slot[1] > now && !used(slot, stays))
  if (ahead.length) {
    const first = Math.min(...ahead.map(([start]) => start))
    return is(now - first >= LATE ? "late" : "expected", first)
  }
  if (left !== null) return is("collected", left)
  return slots.length ? is("not_announced", Math.min(...slots.map(([start]) => start))) : is("off")
}

const is = (state, moment = null) => ({ state, moment })

// Whether a stay touches the stretch: the child came for it, early or late.
function used([start, end], stays) {
  return stays.some(([arrived, left]) => arrived < end && (left === null || left > start))
}

// In which one group a child appears: where it is, then was, then is planned, then belongs.
export function groupOf({ open = null, visited = null, contract = null, placed = null }) {
  return open || visited || contract || placed
}

// The watch over a nap that goes on, or null when nobody needs to look: { state, due, minutes, part, missed, seen }
export function watch({ asleep, looks, now, minutes }) {
  if (!minutes) return null
  const pause = minutes * MINUTE
  const seen = looks.filter((at) => at >= asleep && at <= now).sort((one, other) => one - other)
  const last = seen.length ? seen.at(-1) : asleep
  const part = Math.min(Math.max((now - last) / pause, 0), 1)
  const state = part >= 1 ? "overdue" : part >= AMBER_FROM ? "amber" : "ok"
  return { state, due: last + pause, minutes, part, missed: missed([asleep, ...seen], now, pause), seen: seen.length ? last : null }
}

// Looks that came too late, after a minute of grace: [{ due, seen|null }]
function missed(looks, end, pause) {
  const pairs = looks.map((last, place) => ({ due: last + pause, seen: looks[place + 1] ?? null }))
  return pairs.filter(({ due, seen }) => (seen ?? end) - due > MINUTE)
}

// The kinds that need not be asked for any more once this one is logged.
export function answers(kind, months) {
  if (kind === "bottle") return months < FOOD_TOO_BEFORE ? ["bottle", "drink", "food"] : ["bottle", "drink"]
  return kind === "drink" ? ["drink", "bottle"] : [kind]
}

// The kinds that are asked for today and that nobody logged, in the order of `levels`.
export function stillToDo(levels, logged, months) {
  const answered = new Set(logged.flatMap((kind) => answers(kind, months)))
  return Object.keys(levels).filter((kind) => levels[kind] === "required" && !answered.has(kind))
}
