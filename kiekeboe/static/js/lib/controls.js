// The controls of a sheet: chips, steppers and times. Tapping changes them, reading gives values.
import { room } from "js/group/room"
import { clock } from "js/lib/times"

export function momentOf(root, name) {
  return root.querySelector(`[data-moment=${name}]`)?.dataset.at ?? null
}

export function readField(field) {
  const { type } = field.dataset
  const on = [...field.querySelectorAll("[aria-pressed=true]")].map((button) => button.value)
  if (type === "several") return on
  if (type === "choice") return on[0] ?? null
  if (type === "yes_no") return on.length > 0
  if (type === "number") return field.dataset.value === "" ? null : Number(field.dataset.value)
  return field.value.trim()
}

// Puts a value back that readField had given.
export function writeField(field, value) {
  const { type, moment } = field.dataset
  if (moment) return value && setMoment(field, new Date(value))
  if (type === "number") return setNumber(field, value)
  if (type === "text") return void (field.value = value ?? "")
  const on = type === "yes_no" ? [String(value)] : [value].flat()
  for (const button of field.querySelectorAll("[aria-pressed]")) button.setAttribute("aria-pressed", String(on.includes(button.value)))
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button")
  const group = button?.closest("[data-field]")
  if (button?.dataset.step && button.closest("[data-moment]")) return moveTime(button)
  if (button?.dataset.step && group) return moveNumber(button, group)
  if (group && button.hasAttribute("aria-pressed")) press(button, group)
  if (button?.hasAttribute("data-unfolds")) unfold(button)
})

// A button that is held goes on by itself.
let held

document.addEventListener("pointerdown", (event) => {
  const button = event.target.closest("button[data-step]")
  if (!button) return
  const again = () => button.dispatchEvent(new MouseEvent("click", { bubbles: true }))
  clearInterval(held)
  held = setTimeout(() => (held = setInterval(again, 90)), 450)
})
for (const end of ["pointerup", "pointercancel", "pointerout"]) document.addEventListener(end, () => clearInterval(held))

// One line says what is chosen for a child; a tap shows the choices.
function unfold(button) {
  const each = button.closest("[data-line]").querySelector(".logline-each")
  each.hidden = !each.hidden
  button.setAttribute("aria-expanded", String(!each.hidden))
}

function press(button, group) {
  const on = button.getAttribute("aria-pressed") !== "true"
  if (group.dataset.type === "choice") {
    for (const one of group.querySelectorAll("[aria-pressed]")) one.setAttribute("aria-pressed", "false")
  }
  button.setAttribute("aria-pressed", String(on))
  const said = button.closest("[data-line]")?.querySelector("[data-chosen]")
  const words = [...(button.closest(".logline-each")?.querySelectorAll("[aria-pressed=true]") ?? [])]
  if (said && words.length) said.textContent = words.map((one) => one.textContent).join(", ")
}

function moveTime(button) {
  const stepper = button.closest("[data-moment]")
  const moved = new Date(stepper.dataset.at).getTime() + Number(button.dataset.step) * 60_000
  setMoment(stepper, new Date(Math.min(moved, room.now().getTime())))
}

function setMoment(stepper, moment) {
  stepper.dataset.at = moment.toISOString()
  stepper.querySelector("output span").textContent = clock(moment)
}

function moveNumber(button, field) {
  const { value, min, max, by, warn } = field.dataset
  const step = Number(by || 1)
  // Nothing is presumed: the first tap shows where to begin, for a fever a healthy 37.
  const begin = warn ? Number(warn) - 1.5 : Number(min || 0)
  const from = value === "" ? begin - step * Number(button.dataset.step) : Number(value)
  setNumber(field, Math.min(Math.max(from + step * Number(button.dataset.step), Number(min)), Number(max)))
}

function setNumber(field, value) {
  const empty = value === null || value === undefined
  const digits = (field.dataset.by?.split(".")[1] ?? "").length
  field.dataset.value = empty ? "" : value.toFixed(digits)
  field.querySelector("output span").textContent = empty ? "–" : Number(value).toLocaleString(document.documentElement.lang)
}
