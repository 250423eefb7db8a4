// Opening the sheet of a kind: new for one or many children, or what one entry says now.
import { fill } from "js/group/fill"
import { room } from "js/group/room"
import { chosenWords, drawField, fieldsOf, mayFold } from "js/group/sheetfields"
import { allergiesOf } from "js/group/tiles"
import { allKinds, kindOf, word } from "js/group/words"
import { showSheet } from "js/lib/sheets"
import { clock } from "js/lib/times"

// openLog("bottle", seats): a new entry for each of these children.
export function openLog(name, seats) {
  const kind = kindOf(name)
  if (!seats.length || (kind.confirms && seats.length > 1)) return null
  const lines = seats.map((seat) => ({ seat, values: { ...defaults(name), ...seat.usual?.[name] }, last: seat.last?.[name] }))
  const words = { what: kind.label, name: seats[0].first, n: seats.length }
  const title = word(seats.length === 1 ? "log_for_one" : "log_for_many", words)
  const save = word(kind.runs ? "start_sleep" : seats.length === 1 ? "save" : "save_for", { n: seats.length })
  return draw(kind, lines, { title, save, at: room.now().toISOString() })
}

// The same sheet with what one entry says now, to change or take away.
export function openEdit(seat, entry) {
  const kind = kindOf(entry.kind)
  const values = { ...entry.details, amount: entry.amount === null ? null : Number(entry.amount) }
  const title = word("change_of", { what: kind.label })
  const told = { title, save: word("save"), at: entry.started_at, entry, note: entry.note ?? "" }
  return draw(kind, [{ seat, values, whole: true }], told)
}

// The kinds that have no place in the dock; a medicine is for one child at a time.
export function openMore(seats) {
  const alone = seats.length === 1
  const kinds = allKinds().filter((kind) => alone || !kind.confirms).map(({ kind, hue, icon, label }) => ({ kind, hue, icon, label }))
  const dialog = showSheet(fill("t-more", { kinds, alone }))
  dialog.querySelector("more-sheet").seats = seats
  return dialog
}

function defaults(name) {
  return Object.fromEntries(fieldsOf(name).map((field) => [field.name, field.default]))
}

function draw(kind, lines, { title, save, at, entry, note = "" }) {
  const noted = note !== "" || kind.kind === "care_note"
  const values = { name: kind.kind, hue: kind.hue, runs: kind.runs, private: kind.staffOnly, title, save, at, clock: clock(at), note, noted, entry: Boolean(entry) }
  const dialog = fill("t-log", values)
  const sheet = dialog.querySelector("log-sheet")
  const shared = fieldsOf(kind.kind).filter((field) => !field.each)
  const begun = lines[0].whole ? lines[0].values : defaults(kind.kind)
  const quick = shared.filter((field) => field.quick)
  dialog.querySelector("[data-quick]").append(...quick.map((field) => drawField(field, begun[field.name])))
  dialog.querySelector(".loglines").append(...lines.map((line) => drawLine(kind, line)))
  dialog.querySelector("[data-slow]").append(...shared.filter((field) => !field.quick).flatMap((field) => slow(field, begun[field.name])))
  if (entry?.ended_at) ended(dialog, entry.ended_at)
  Object.assign(sheet, { entry, kind, ids: new Map() })
  return showSheet(dialog)
}

function drawLine(kind, { seat, values, last, whole }) {
  const fields = fieldsOf(kind.kind).filter((field) => field.each)
  const choices = fields.filter((field) => field.type !== "number")
  const folded = mayFold(choices, values)
  const told = last ? word("last_time", { time: clock(last) }) : ""
  const row = fill("t-line", {
    id: seat.id,
    first: seat.first,
    face: seat.face,
    folded,
    chosen: chosenWords(choices, values),
    last: told && folded ? `, ${told}` : told,
    allergies: kind.confirms ? allergiesOf(seat) : [],
  })
  row.append(...fields.filter((field) => field.type === "number").map((field) => drawField(field, values[field.name], seat.first)))
  if (choices.length) row.append(each(choices, values, seat, folded && !whole))
  return row
}

function each(choices, values, seat, hidden) {
  const place = document.createElement("div")
  place.className = "logline-each"
  place.hidden = hidden
  place.append(...choices.map((field) => drawField(field, values[field.name], seat.first)))
  return place
}

function slow(field, value) {
  const named = field.type === "text" || field.type === "yes_no" ? [] : [fill("t-label", field)]
  return [...named, drawField(field, value)]
}

function ended(dialog, at) {
  const stepper = dialog.querySelector("[data-moment=ended_at]")
  stepper.dataset.at = at
  stepper.querySelector("output span").textContent = clock(at)
  stepper.closest("details").open = true
}
