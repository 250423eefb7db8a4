// What a person may do with an item that was refused. Nothing is dropped without a person.
import { uuid7 } from "js/lib/ids"

// Names of the choices, the best one first.
export function choicesOf({ kind, answer }) {
  const { status, confirm, standing } = answer ?? {}
  const found = []
  if (confirm) found.push("yes")
  else if (standing?.withdrawn) found.push("log_again", "keep_theirs")
  else if (standing && MINE.includes(kind)) found.push("mine", "keep_theirs")
  else if (status === 403) found.push("as_me")
  else found.push("again")
  if (kind === "log" && !standing) found.push("other_child")
  if (!found.includes("keep_theirs")) found.push("drop")
  return found
}

const MINE = ["log", "change"]

// The item that replaces it: [kind, what]; null when the choice is not to send another one.
export function instead(choice, { kind, what, answer }) {
  if (choice === "as_me") return [kind, what]
  if (choice === "yes") return [kind, confirmed(what)]
  if (choice === "mine") return mine(kind, what, answer.standing)
  return null
}

function confirmed(what) {
  if (!what.visits) return { ...what, confirmed: true }
  return { ...what, visits: what.visits.map((visit) => ({ ...visit, confirmed: true })) }
}

// What the other wrote stays in the history; mine is a change of it.
function mine(kind, what, standing) {
  if (kind === "change") return [kind, { ...what, based_on: standing.revision }]
  const { started_at, ended_at, amount, details, note } = what
  return ["change", { entry: standing.entry ?? standing.id, based_on: standing.revision, started_at, ended_at, amount, details, note }]
}

// The same for another child: a new entry, because the id of the old one belongs to the old child.
export function forChild(what, child) {
  return ["log", { ...what, entry: uuid7(), child }]
}
