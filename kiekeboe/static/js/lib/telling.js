// The toast after a write: the faces, the names and the way back, for at least ten seconds.
import { refresh } from "js/lib/partial"
import { say } from "js/lib/spoken"
import { words, write } from "js/lib/writing"

// children: [{ id, name }]; undo: [[method, address, body]]; next: [words, what a tap on them does]
export function tell(text, { children = [], kind = "", undo = [], next } = {}) {
  const toast = document.createElement("app-toast")
  toast.className = "toast"
  toast.setAttribute("seconds", "12")
  if (kind) toast.dataset.kind = kind
  const faces = document.createElement("span")
  faces.className = "faces"
  for (const child of children.slice(0, 6)) {
    const face = document.querySelector(`#tile-${child.id} .tile-face, [data-line="${child.id}"] .kiekje`)
    if (!face) continue
    const copy = document.createElement("span")
    copy.className = "kiekje"
    copy.setAttribute("aria-hidden", "true")
    copy.append(...[...face.childNodes].map((node) => node.cloneNode(true)))
    faces.append(copy)
  }
  const line = document.createElement("p")
  const names = listed(children.map((child) => child.name))
  line.textContent = [names, text].filter(Boolean).join(": ")
  toast.setAttribute("role", "region")
  toast.setAttribute("aria-label", line.textContent)
  toast.append(faces, line)
  if (next) toast.append(button(next[0], () => (toast.remove(), next[1]())))
  if (undo.length) toast.append(button(words().undo, () => takeBack(undo, toast)))
  toast.append(button(words().close, () => toast.remove(), "quiet"))
  document.getElementById("toasts").replaceChildren(toast)
  say(line.textContent)
}

export function listed(names) {
  if (names.length < 2) return names.join("")
  return `${names.slice(0, -1).join(", ")} ${words().and ?? "&"} ${names.at(-1)}`
}

// The board as it is now; on another page, the page itself.
export async function show() {
  if (!document.getElementById("live")) return location.reload()
  await refresh("live").catch(() => {})
  document.dispatchEvent(new CustomEvent("refreshed", { detail: { id: "live" } }))
}

async function takeBack(undo, toast) {
  for (const [method, address, body] of undo) {
    const answer = await write(method, address, body)
    if (!answer.ok) return tell(answer.sentence)
  }
  toast.remove()
  tell(words().undone)
  await show()
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
