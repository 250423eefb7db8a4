// What the server will ask of an entry, asked here first: then nobody waits to hear it (care/kinds).
import { kindOf, word } from "js/group/words"

const TWO_WEEKS = 14 * 86_400_000
const DAY = 86_400_000

// The first sentence that is wrong with what is to be logged, or "". Pure but for the words.
export function wrongWith(name, told, now) {
  const kind = kindOf(name)
  const missing = kind.fields.find((field) => field.required && !field.derived && field.where === "details" && empty(told.details[field.name]))
  if (missing) return word("fill_in", { what: missing.label })
  const amount = kind.fields.find((field) => field.name === "amount")
  if (amount?.required && !amount.derived && empty(told.amount)) return word("fill_in", { what: amount.label })
  return wrongTimes(told, now) || (OWN[name]?.(told.details) ?? "")
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
  if (Math.max(start, end) > now.getTime() + 60_000) return word("still_to_happen")
  if (now.getTime() - start > TWO_WEEKS) return word("too_long_ago")
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
