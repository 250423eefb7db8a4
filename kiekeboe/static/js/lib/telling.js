// The toast after a write: the faces, the names and the way back, for at least ten seconds.
import { fill } from "js/group/fill"
import { room } from "js/group/room"
import { listed, word } from "js/group/words"
import { say } from "js/lib/spoken"

// children: ids or seats; undo: items that take it back, [[kind, what], …]; next: [words, what a tap on them does]
export function tell(text, { children = [], kind = "", undo = [], next } = {}) {
  const toast = document.createElement("app-toast")
  const ids = children.map((child) => child.id ?? child)
  const seats = ids.map((id) => room.view?.seats.find((seat) => seat.id === id)).filter(Boolean)
  toast.className = "toast"
  toast.setAttribute("seconds", "12")
  if (kind) toast.dataset.kind = kind
  const faces = document.createElement("span")
  faces.className = "faces"
  faces.append(...seats.slice(0, 6).map((seat) => fill("t-small-face", seat)))
  const line = document.createElement("p")
  line.textContent = [listed(seats.map((seat) => seat.first)), text].filter(Boolean).join(": ")
  toast.setAttribute("role", "region")
  toast.setAttribute("aria-label", line.textContent)
  toast.append(faces, line)
  if (next) toast.append(button(next[0], () => (toast.remove(), next[1]())))
  if (undo.length) toast.append(button(word("undo"), () => takeBack(undo, toast)))
  toast.append(button(word("close"), () => toast.remove(), "quiet"))
  document.getElementById("toasts").replaceChildren(toast)
  say(line.textContent)
}

// A write that the tablet could keep; otherwise the sentence says why not.
export async function keep(items) {
  try {
    return await room.doAll(items)
  } catch (problem) {
    tell(problem.message)
    return null
  }
}

async function takeBack(undo, toast) {
  if (!(await keep(undo))) return
  toast.remove()
  tell(word("undone"))
}

function button(text, act, variant = "secondary") {
  const made = document.createElement("button")
  made.className = "button"
  made.type = "button"
  made.dataset.variant = variant
  made.textContent = text
  made.addEventListener("click", act)
  return made
}
