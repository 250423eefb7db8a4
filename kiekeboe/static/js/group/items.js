// What a waiting item is, in words: for whom, what, when, by whom.
import { icon } from "js/group/icons"
import { kindOf, listed, word } from "js/group/words"
import { clock, when } from "js/lib/times"

const PICTURES = {
  arrive: ["log-in", "komen"],
  undo_arrive: ["log-in", "komen"],
  bringer: ["log-in", "komen"],
  times: ["log-in", "komen"],
  leave: ["log-out", "komen"],
  undo_leave: ["log-out", "komen"],
  look: ["eye", "slaap"],
  wake: ["sun", "slaap"],
  sleep_on: ["sun", "slaap"],
  photo: ["camera", "foto"],
  photo_withdraw: ["camera", "foto"],
  clock_in: ["log-in", "komen"],
  clock_out: ["log-out", "komen"],
  undo_clock_in: ["log-in", "komen"],
  undo_clock_out: ["log-out", "komen"],
  fetch: ["check", "komen"],
  unfetch: ["check", "komen"],
  ask_leave: ["tree-palm", "komen"],
  withdraw_leave: ["tree-palm", "komen"],
  muster_begin: ["siren", "gezondheid"],
  muster_tick: ["siren", "gezondheid"],
  muster_end: ["siren", "gezondheid"],
}

const TOLD = ["started_at", "ended_at", "note"] // said by themselves

// { title, line, mine, icon, hue } as the template shows it.
export function itemWords(item, view) {
  const kind = kindOf(item.what.kind ?? entryOf(item, view)?.kind)
  const [drawn, hue] = PICTURES[item.kind] ?? ["pencil", "notitie"]
  const names = listed(seatsOf(item, view).map((seat) => seat.first))
  const who = view.colleagues.find((one) => one.id === item.by)?.first ?? ""
  return {
    title: word(`item_${item.kind}`, { names, what: kind?.label ?? "" }).replace(/[:,] *$|^[:,] */g, ""),
    line: [when(item.at, view.now), who].filter(Boolean).join(", "),
    mine: mine(item, kind),
    icon: kind?.icon ?? icon(drawn),
    hue: kind?.hue ?? hue,
  }
}

// The children it is about.
export function seatsOf({ what }, view) {
  const { visits = [], looks = [] } = what
  const said = (...ids) => new Set(ids.flat().filter(Boolean))
  const children = said(what.child, what.children, visits.map((one) => one.child))
  const stays = said(what.visit, visits.map((one) => one.visit))
  const entries = said(what.entry, looks.map((one) => one.entry))
  return view.seats.filter(
    (seat) =>
      children.has(seat.id) ||
      (seat.visits ?? []).some((one) => stays.has(one.visit)) ||
      entries.has(seat.nap?.entry) ||
      (seat.entries ?? []).some((one) => entries.has(one.entry)) ||
      (seat.notes ?? []).some((one) => one.note === what.note) ||
      (seat.reactions ?? []).some((one) => one.reaction === what.reaction),
  )
}

function entryOf({ what }, view) {
  return view.seats.flatMap((seat) => seat.entries ?? []).find((one) => one.entry === what.entry)
}

// What I wrote, in one line: times, amount, choices, note.
function mine({ what }, kind) {
  const times = [what.started_at, what.ended_at].filter(Boolean).map(clock).join(" – ")
  const fields = (kind?.fields ?? []).filter((field) => !TOLD.includes(field.name))
  const answers = fields.flatMap((field) => answered(field, field.where === "entry" ? what[field.name] : what.details?.[field.name]))
  return [times, ...answers, what.note, what.text, what.name].filter(Boolean).join(", ")
}

function answered(field, value) {
  if (value === undefined || value === null || value === "" || value === false) return []
  if (value === true) return [field.label]
  const labels = [value].flat().map((one) => field.choices?.find((choice) => choice.value === one)?.label ?? one)
  return [[labels.join(", "), field.unit].filter(Boolean).join(" ")]
}
