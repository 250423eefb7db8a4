// The fields of a sheet as the templates draw them: values that begin with what was filled in last time.
import { fill } from "js/group/fill"
import { kindOf, word } from "js/group/words"

const EVERY_SHEET = ["started_at", "ended_at", "note"] // drawn by the sheet itself
const LONG = 200

// What a person can fill in: without what every sheet has, and without what follows from other answers.
export function fieldsOf(kind) {
  return kindOf(kind).fields.filter((field) => !EVERY_SHEET.includes(field.name) && !field.derived)
}

export function drawField(field, value, who = "") {
  const said = who ? `${who}: ${field.label}` : field.label
  if (field.type === "number") return fill("t-field-number", number(field, value, said))
  if (field.type === "yes_no") return fill("t-field-choice", { ...field, said, choices: [{ value: "true", label: field.label, on: String(value === true) }] })
  if (field.type === "text") return text(field, value)
  const on = field.type === "several" ? (value ?? []) : [value]
  const choices = field.choices.map(({ value: one, label }) => ({ value: one, label, on: String(on.includes(one)) }))
  return fill("t-field-choice", { ...field, said, choices })
}

function number(field, value, said) {
  const empty = value === null || value === undefined
  const shown = empty ? "–" : Number(value).toLocaleString(document.documentElement.lang)
  return { ...field, said, shown, text: empty ? "" : String(value), less: `${said}, ${word("less")}`, more: `${said}, ${word("more")}` }
}

// The input of a text is the field; the label stands around it.
function text(field, value) {
  const long = !field.maxLength || field.maxLength > LONG
  return fill(long ? "t-field-long" : "t-field-text", { ...field, value: value ?? "" })
}

// What is filled in for one child already, as one line; the name of the first question when nothing.
export function chosenWords(fields, values) {
  const said = fields.flatMap((field) => (field.choices ?? []).filter((one) => one.value === values[field.name]).map((one) => one.label))
  return said.join(", ") || (fields[0]?.label ?? "")
}

// What nobody has to answer waits behind one line, so a sheet of five children stays short.
export function mayFold(fields, values) {
  return fields.length > 0 && !fields.some((field) => field.required && (values[field.name] ?? null) === null)
}
