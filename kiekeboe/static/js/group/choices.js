// What a person may do with an item that was refused. Nothing is dropped without a person. Pure.
const MINE = ["log", "change", "wake", "arrive", "leave"]

// Names of the choices, the best one first.
export function choicesOf({ kind, what, answer }) {
  const { status, confirm, standing } = answer ?? {}
  const found = []
  if (confirm) found.push("yes")
  else if (standing?.withdrawn) found.push("log_again", "keep_theirs")
  else if (standing && (what.visits?.length ?? 0) > 1) found.push("others")
  else if (standing && MINE.includes(kind)) found.push("mine", "keep_theirs")
  else if (status === 403) found.push("as_me")
  else found.push("again")
  if (kind === "log" && !standing) found.push("other_child")
  if (!found.includes("keep_theirs")) found.push("drop")
  return found
}

// What goes out instead, in order: the first takes the place of the refused one. Empty when it is sent as it is.
// `standing` is what the other wrote; `child` is the one whose visit it is, when several came at once.
export function instead(choice, { kind, what, answer }, child = null) {
  const { standing } = answer ?? {}
  if (choice === "as_me") return [[kind, what]]
  if (choice === "yes") return [[kind, confirmed(what)]]
  if (choice === "others") return [[kind, { ...what, visits: what.visits.filter((one) => one.child !== child && one.visit !== standing.id) }]]
  if (choice === "log_again") return again(kind, what, standing)
  return choice === "mine" ? mine(kind, what, standing) : []
}

function confirmed(what) {
  if (!what.visits) return { ...what, confirmed: true }
  return { ...what, visits: what.visits.map((visit) => ({ ...visit, confirmed: true })) }
}

// What was taken away comes back first, then it says what I wrote.
function again(kind, what, { id, revision }) {
  const back = ["restore", { entry: id }]
  return kind === "change" ? [back, ["change", { ...what, based_on: revision }]] : [back]
}

// What the other wrote stays in the history; mine is a change of it.
function mine(kind, what, { id, revision }) {
  if (kind === "change") return [[kind, { ...what, based_on: revision }]]
  if (kind === "wake") return [["change", { entry: id, based_on: revision, ended_at: what.at }]]
  if (kind === "arrive") return [["times", { visit: id, arrived_at: what.visits[0].at }]]
  if (kind === "leave") return [["undo_leave", { visit: id }], ["leave", what]]
  const { started_at, ended_at, amount, details, note } = what
  return [["change", { entry: id, based_on: revision, started_at, ended_at, amount, details, note }]]
}

// The same for another child: a new entry, because the id of the old one belongs to the old child.
export function forChild(what, child, entry) {
  return ["log", { ...what, entry, child }]
}
