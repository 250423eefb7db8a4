// What the server will ask of an entry, asked here first: then nobody waits to hear it (care/kinds).
// Pure but for the words.
import { word } from "js/group/words"

const MINUTE = 60_000
const DAY = 86_400_000

// The first sentence that is wrong with what is to be logged, or "". now: a moment in ms.
export function wrongWith(kind, told, now) {
  const missing = kind.fields.find((field) => field.required && empty(given(field, told)))
  if (missing) return word("fill_in", { what: missing.label })
  return wrongTimes(told, now) || (OWN[kind.kind]?.(told.details) ?? "")
}

// An amount that follows from other answers is given when they are.
function given(field, { amount, details }) {
  if (field.where === "details") return details[field.name]
  if (field.name !== "amount") return true
  return field.derived && empty(amount) ? field.derived.every((name) => !empty(details[name])) || null : amount
}

const OWN = {
  activity: ({ activity, title }) => (activity || title ? "" : word("activity_first")),
  medication({ outcome, reason, checked }) {
    if (outcome === "not_given") return reason ? "" : word("why_not_given")
    return checked === true ? "" : word("check_medicine")
  },
}

function wrongTimes({ started_at, ended_at }, now) {
  const [start, end] = [Date.parse(started_at), Date.parse(ended_at ?? started_at)]
  if (Math.max(start, end) > now + 2 * MINUTE) return word("still_to_happen")
  if (now - start > 14 * DAY) return word("too_long_ago")
  if (end < start) return word("end_before_start")
  return end - start > DAY ? word("too_long") : ""
}

function empty(value) {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length)
}

// A medicine is read back before it is kept.
export function readBack(details, name) {
  const words = { name, medicine: details.medicine, dose: details.dose }
  return word(details.outcome === "not_given" ? "medicine_not_given" : "medicine_read_back", words)
}
