// The board out of what the server told and what was written here since. Pure: no clock, no page.
//   view(snapshot, items, now, turn): now in ISO; turn { employee } or null while locked.
import { apply } from "js/group/applying"
import { modelOf } from "js/group/model"
import { dayOf, momentOf, plus, spanOf } from "js/group/days"
import { seatOf } from "js/group/seat"

const OLDEST = 36 * 3_600_000
const HERE = ["present", "asleep"]

export function view(snapshot, items, now, turn) {
  const at = Date.parse(now)
  const waiting = waitingOf(items)
  if (!snapshot) return { ...EMPTY, now, day: now.slice(0, 10), who: null, waiting }
  const { zone } = snapshot
  const day = dayOf(at, zone)
  const stale = at - Date.parse(snapshot.at) > OLDEST
  const who = whoOf(snapshot, turn)
  const model = modelOf(snapshot, { me: turn?.employee, open: Boolean(who), stale })
  apply(model, items, { open: snapshot.head, closed: snapshot.closed_head ?? snapshot.head })
  const when = { now: at, day, zone, span: spanOf(day, zone), first: snapshot.day }
  const seats = stale ? [] : seatsOf(model, when, (snapshot.groups ?? []).map((group) => group.id))
  const colleagues = stale ? [] : [...model.colleagues.values()].map((one) => colleagueOf(one, snapshot, at, when.span))
  const clocked = colleagues.some((one) => one.stints.length)
  const here = seats.filter((seat) => HERE.includes(seat.state))
  const closed = snapshot.closes_at && at >= momentOf(day, snapshot.closes_at, zone)
  return {
    now,
    day,
    zone,
    organisation: snapshot.organisation,
    who,
    group: snapshot.group,
    groups: snapshot.groups ?? [],
    location: snapshot.location,
    counts: { children: here.length, staff: colleagues.filter((one) => (clocked ? one.clocked : one.on_duty)).length },
    clocked,
    law: snapshot.law ?? null,
    closes: momentOf(day, snapshot.closes_at ?? "18:30", zone),
    ends: when.span[1],
    leave: model.leave.filter((one) => one[2] >= day),
    tomorrow: stale ? null : tomorrowOf(model, when),
    past_closing: closed ? here.map((seat) => seat.first) : [],
    stale,
    known_at: snapshot.at,
    seats,
    house: stale ? [] : (snapshot.house ?? []),
    staff_here: stale ? [] : (snapshot.staff_here ?? []),
    colleagues,
    muster: model.muster,
    handover: model.handover.filter((one) => one.until.slice(0, 10) >= day),
    talks: model.talks,
    waiting,
  }
}

const EMPTY = {
  group: null,
  groups: [],
  location: "",
  counts: { children: 0, staff: 0 },
  clocked: false,
  law: null,
  leave: [],
  tomorrow: null,
  past_closing: [],
  stale: true,
  known_at: null,
  seats: [],
  house: [],
  staff_here: [],
  colleagues: [],
  muster: null,
  handover: [],
  talks: 0,
}

function whoOf(snapshot, turn) {
  const found = turn && snapshot.colleagues.find((one) => one.id === turn.employee)
  return found ? { id: found.id, first: found.first, rights: found.rights ?? [] } : null
}

// On duty in one of the groups of this tablet at this moment.
function onDuty(colleague, snapshot, at) {
  const groups = (snapshot.groups ?? []).map((group) => group.id)
  if (!colleague.shifts) return Boolean(colleague.on_duty)
  return colleague.shifts.some(([group, start, end]) => groups.includes(group) && Date.parse(start) <= at && at < Date.parse(end))
}

// A colleague with what the clock says: `clocked` is the stint that goes on in one of these groups.
function colleagueOf(one, snapshot, at, [start, end]) {
  const groups = (snapshot.groups ?? []).map((group) => group.id)
  const stints = one.stints.filter(([, , from, until]) => Date.parse(from) < end && (until ? Date.parse(until) > start : Date.parse(from) >= start))
  const clocked = stints.find((stint) => !stint[3] && groups.includes(stint[1])) ?? null
  return { ...one, stints, clocked, on_duty: onDuty(one, snapshot, at) }
}

// The same children tomorrow, and who works then; null when the snapshot does not know that day.
function tomorrowOf(model, when) {
  if (when.day !== when.first) return null
  const day = plus(when.day, 1)
  const span = spanOf(day, when.zone)
  return { day, span, seats: seatsOf(model, { ...when, day, span, now: span[0] }) }
}

// A child that is in another group that day stands on the board of that group.
function seatsOf(model, when, groups = []) {
  const known = [...model.children.values()].map((child) => seatOf(child, when))
  const seats = known.filter((seat) => !groups.length || !seat.group || groups.includes(seat.group))
  const names = new Map()
  for (const seat of seats) if (seat.state !== "off") names.set(seat.first, (names.get(seat.first) ?? 0) + 1)
  for (const seat of seats) seat.namesake = names.get(seat.first) > 1
  const keys = new Map(seats.map((seat) => [seat, plain(`${seat.first} ${seat.surname}`)]))
  return seats.sort((one, other) => (keys.get(one) < keys.get(other) ? -1 : 1))
}

// Élodie stands before Eva, not behind Zoë. The browser's own rules for this are slow at a cold start.
function plain(name) {
  return name.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
}

function waitingOf(items) {
  const queue = items.filter((item) => item.state === "waiting" || item.state === "sending")
  const refused = items.filter((item) => item.state === "refused").length
  return { count: queue.length, refused, since: queue[0]?.at ?? null }
}
