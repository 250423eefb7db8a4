// One child on the board: everything its tile, its sheets and its lines show. Pure.
import { ageInMonths, plus } from "js/group/days"
import { groupOf, standing, stillToDo, watch } from "js/group/standing"

const NEW_FOR = 14 // days
const ms = (at) => (at ? Date.parse(at) : null)
const iso = (at) => (at === null ? null : new Date(at).toISOString())

// when: { now, day, zone, span: [start, end], first: the day of the snapshot }
export function seatOf(child, when) {
  const visits = child.visits.filter((visit) => ofToday(ms(visit.arrived_at), ms(visit.left_at), when.span))
  visits.sort((one, other) => ms(one.arrived_at) - ms(other.arrived_at))
  const slots = slotsOf(child, when.span)
  const absence = absenceOf(child, when.day)
  const nap = napOf(child)
  const asleep = nap && ms(nap.started_at)
  const stays = visits.map((visit) => [ms(visit.arrived_at), ms(visit.left_at)])
  const found = standing({ now: when.now, stays, slots: slots.map(([, start, end]) => [start, end]), absence: absence?.kind, asleep })
  const months = ageInMonths(child.born, when.day)
  const { id, first, last, face, born, levels = {}, allergies = [], phones = [], lent = false } = child
  const seat = {
    id, first, surname: last, last, face, born, months, levels, allergies, phones, lent, absence, nap, visits,
    group: grouped(child, visits, slots, when),
    state: found.state,
    moment: iso(found.moment),
    visit: visits.at(-1) ?? null,
    watch: found.state === "asleep" ? watched(nap, child.look_every, when.now) : null,
    slots: slots.map(([group, start, end]) => [group, iso(start), iso(end)]),
    ends_at: slots.length ? iso(Math.max(...slots.map((slot) => slot[2]))) : null,
    new: isNew(child.started, when.day),
    birthday: born.slice(5) === when.day.slice(5),
    pending: child.pending,
    look_every: child.look_every ?? null,
  }
  return child.open ? Object.assign(seat, closedOf(child, seat, when)) : seat
}

function ofToday(begin, end, [start, stop]) {
  return end === null || (begin < stop && end > start)
}

function slotsOf(child, [start, stop]) {
  const slots = (child.slots ?? []).map(([group, from, until]) => [group, ms(from), ms(until)])
  return slots.filter(([, from]) => from >= start && from < stop).sort((one, other) => one[1] - other[1])
}

function absenceOf(child, day) {
  const found = (child.absences ?? []).find(([, first, last]) => first <= day && (last === null || day <= last))
  return found ? { kind: found[0], first_day: found[1], last_day: found[2], told_at: found[3] } : null
}

// The sleep that goes on. What only an older closed part says is no nap any more.
function napOf(child) {
  const running = child.entries.filter((one) => one.kind === "sleep" && !one.ended_at && !(one.known && "nap" in child))
  const last = running.sort((one, other) => ms(one.started_at) - ms(other.started_at)).at(-1)
  // Not the note with it: the nap is shown while nobody typed a PIN too.
  return last ? { entry: last.entry, started_at: last.started_at, looks: last.looks ?? [] } : null
}

function grouped(child, visits, slots, when) {
  const placed = when.day === child.day ? child.group : (child.tomorrow_group ?? child.group)
  const open = visits.findLast?.((one) => !one.left_at) ?? visits.filter((one) => !one.left_at).at(-1)
  return groupOf({ open: open?.group, visited: visits.at(-1)?.group, contract: slots[0]?.[0], placed }) ?? null
}

function watched(nap, minutes, now) {
  const found = watch({ asleep: ms(nap.started_at), looks: (nap.looks ?? []).map(ms), now, minutes })
  if (!found) return null
  const missed = found.missed.map(({ due, seen }) => ({ due: iso(due), seen: iso(seen) }))
  return { ...found, due: iso(found.due), seen: iso(found.seen), part: Math.round(found.part * 100), missed }
}

function isNew(started, day) {
  return Boolean(started) && started <= day && day < plus(started, NEW_FOR)
}

const NOTHING = { runs: [], fetched: null, photo: { own: false, together: false }, feeding: "", notes: [], reactions: [], people: [], once: [], usual: {}, last: {} }

// What only a person may see who typed a PIN.
function closedOf(child, seat, when) {
  const { photo, feeding, notes, reactions, people, once, usual, last, runs, fetched } = { ...NOTHING, ...child.closed }
  const today = child.entries.filter((one) => one.entry === seat.nap?.entry || ofDay(one, when.span))
  const entries = today.sort((one, other) => ms(other.started_at) - ms(one.started_at))
  const same = child.closed_day === when.day
  return {
    photo, feeding, people, entries,
    run: runs.find(([, , out]) => ms(out) >= when.span[0] && ms(out) < when.span[1]) ?? null,
    fetched: fetched && ms(fetched[2]) >= when.span[0] && ms(fetched[2]) < when.span[1] ? fetched : null,
    notes: same ? notes : [],
    reactions: reactions.filter((one) => same || !one.seen_at),
    once: same ? once : [],
    usual: usuals(usual, entries),
    last: lasts(same ? last : {}, entries, when.span),
    todo: stillToDo(seat.levels, entries.map((one) => one.kind), seat.months),
  }
}

function ofDay(entry, [start, stop]) {
  const at = ms(entry.started_at)
  return at >= start && at < stop
}

// The newest of each kind. Of today the entries themselves count: one may be taken back since.
function lasts(told, entries, [start]) {
  const found = Object.fromEntries(Object.entries(told).filter(([, at]) => ms(at) < start))
  for (const { kind, started_at: at } of entries) if (!found[kind] || ms(found[kind]) < ms(at)) found[kind] = at
  return found
}

// What was filled in here last is what the next sheet offers.
function usuals(told, entries) {
  const found = { ...told }
  for (const { kind, pending, details } of entries.filter((one) => one.pending).reverse()) {
    const kept = Object.keys(found[kind] ?? {}).filter((name) => details?.[name] !== undefined)
    if (pending && kept.length) found[kind] = { ...found[kind], ...Object.fromEntries(kept.map((name) => [name, details[name]])) }
  }
  return found
}
