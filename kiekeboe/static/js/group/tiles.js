// What a tile, a line of who is away and a line of "soon" say, from a seat of the view.
import { icon } from "js/group/icons"
import { kindOf, word } from "js/group/words"
import { clock, dayName, dayOf } from "js/lib/times"

export const ON_THE_BOARD = ["expected", "late", "present", "asleep"]
const AWAY = ["collected", "sick", "leave", "not_announced", "closed"]
const STATES = { expected: "verwacht", late: "gemist", present: "wakker", asleep: "slaapt" } // the words of the stylesheet
const DOCK = ["sleep", "bottle", "food", "drink", "nappy", "activity"]
const LAST = [["bottle"], ["food"], ["nappy", "toilet"]]
const TWO_HOURS = 7_200_000

export function isHere(seat) {
  return seat.state === "present" || seat.state === "asleep"
}

// Not logged at this age: greyed out in the dock, still to be found under More.
export function hiddenKinds(seat) {
  return DOCK.filter((kind) => seat.levels?.[kind] === "hidden")
}

// Timers and rings are not in here: they tick without a new tile.
export function tileOf(seat, open, hidden) {
  const nap = seat.state === "asleep" ? seat.nap : null
  const wakes = nap ? nap.entry : null
  const arrives = isHere(seat) ? null : seat.id
  return {
    id: seat.id,
    place: `tile-${seat.id}`,
    state: STATES[seat.state],
    kind: nap ? "slaap" : null,
    name: seat.first,
    face: seat.face,
    since: nap?.started_at,
    ring: seat.watch && nap ? nap.entry : null,
    flags: open ? flags(seat) : allergiesOf(seat),
    line: stateLine(seat),
    last: open && seat.state === "present" ? lasts(seat) : [],
    pending: Boolean(seat.pending),
    wakes,
    arrives,
    does: Boolean(wakes || arrives),
    hidden,
  }
}

export function allergiesOf(seat) {
  return (seat.allergies ?? []).map(([what]) => flag("triangle-alert", "stop", what.charAt(0).toUpperCase() + what.slice(1)))
}

function flag(drawn, tone, text) {
  return { icon: icon(drawn), tone: tone || null, text }
}

// What nobody may overlook, the dangerous first.
function flags(seat) {
  const found = allergiesOf(seat)
  if (seat.photo && !seat.photo.own) found.push(flag("camera-off", "", word("no_photo")))
  if ((seat.notes ?? []).some((note) => !note.seen_at)) found.push(flag("house", "info", word("from_home")))
  if ((seat.reactions ?? []).some((one) => !one.seen_at)) found.push(flag("heart", "ok", word("reacted")))
  if (seat.once?.length) found.push(flag("id-card", "info", word("other_collector")))
  if (seat.new) found.push(flag("sparkles", "ok", word("new_child")))
  if (seat.birthday) found.push(flag("cake", "ok", word("birthday")))
  return found
}

function stateLine(seat) {
  if (seat.state === "late") return word("not_signed_off")
  if (seat.state === "expected") return word("at_time", { time: clock(seat.moment) })
  return seat.state === "asleep" ? word("since", { time: clock(seat.nap?.started_at ?? seat.moment) }) : ""
}

// The newest bottle, meal and nappy, and who collects.
function lasts(seat) {
  const found = []
  for (const names of LAST) {
    const [at, name] = names.map((kind) => [seat.last?.[kind], kind]).filter(([when]) => when).sort().at(-1) ?? []
    if (at) found.push({ hue: kindOf(name)?.hue, icon: kindOf(name)?.icon, text: clock(at) })
  }
  if (seat.ends_at) found.push({ hue: "komen", icon: icon("house"), text: [clock(seat.ends_at), seat.once?.[0]].filter(Boolean).join(" ") })
  return found
}

export function awayOf(view, open) {
  return view.seats.filter((seat) => AWAY.includes(seat.state)).map((seat) => {
    const [drawn, text] = open ? whyAway(seat, view) : ["info", word("not_here")]
    return { id: seat.id, first: seat.first, face: seat.face, href: `#child=${seat.id}`, icon: icon(drawn), text }
  })
}

function whyAway(seat, view) {
  if (seat.state === "collected") {
    const who = (seat.visit ?? seat.visits?.at(-1))?.collected_by
    return ["house", [word("went_home", { time: clock(seat.moment) }), who].filter(Boolean).join(", ")]
  }
  const { first_day, last_day, told_at } = absence(seat)
  if (seat.state === "sick") {
    const today = told_at && dayOf(told_at) === view.day
    return ["thermometer", told_at ? word("sick_told", { time: today ? clock(told_at) : dayName(told_at) }) : word("sick")]
  }
  if (seat.state === "leave") return ["tree-palm", last_day && last_day > view.day ? word("free_until", { day: dayName(`${last_day}T12:00`) }) : word("free_today")]
  if (seat.state === "closed") return ["calendar-x", word("group_closed")]
  return ["circle-question-mark", word("not_here_unsaid", { day: first_day })]
}

function absence(seat) {
  const found = seat.absence
  if (!Array.isArray(found)) return found ?? {}
  const [kind, first_day, last_day, told_at] = found
  return { kind, first_day, last_day, told_at }
}

// The next who come and go, within two hours.
export function soonOf(view) {
  const now = Date.parse(view.now)
  const found = []
  for (const seat of view.seats) {
    if (seat.state === "expected") found.push([seat.moment, seat, word("comes"), ""])
    else if (isHere(seat) && seat.ends_at && Date.parse(seat.ends_at) > now) found.push([seat.ends_at, seat, word("goes_home"), (seat.once ?? []).join(", ")])
  }
  const near = found.filter(([moment]) => Date.parse(moment) - now <= TWO_HOURS)
  near.sort(([one], [other]) => Date.parse(one) - Date.parse(other))
  return near.slice(0, 4).map(([moment, seat, what, who]) => ({ id: `${seat.id}${what}`, time: clock(moment), first: seat.first, what, who }))
}

// Who works in this group: who logs now first, then who is on duty.
export function staffOf(view) {
  const rank = (one) => (one.id === view.who?.id ? 0 : one.on_duty ? 1 : 2)
  return view.colleagues
    .filter((one) => one.here || one.id === view.who?.id)
    .sort((one, other) => rank(one) - rank(other))
    .map(({ id, first, face }) => ({ id, first, face, on: String(id === view.who?.id), said: id === view.who?.id ? `, ${word("is_logging")}` : "" }))
}
