// <ask-leave>: who is logging asks for days off, and reads the answers.
import { write } from "js/group/acting"
import { Drawn } from "js/group/drawn"
import { rows } from "js/group/fill"
import { room } from "js/group/room"
import { word } from "js/group/words"
import { uuid7 } from "js/lib/ids"
import { dayName } from "js/lib/times"

const TONES = { approved: "ok", declined: "stop", requested: "info" }

class AskLeave extends Drawn {
  start() {
    this.addEventListener("submit", (event) => (event.preventDefault(), this.ask()))
    this.addEventListener("click", (event) => this.takeBack(event.target.closest("[data-withdraw]")))
    const [first, last] = this.querySelectorAll("input[type=date]")
    first.addEventListener("change", () => (last.value = last.value < first.value ? first.value : last.value))
  }

  draw(view) {
    for (const box of this.querySelectorAll("input[type=date]")) box.min = view.day
    const asked = [...view.leave].sort((one, other) => (one[1] < other[1] ? -1 : 1))
    rows(this.part("list"), "t-leave", asked.map(shown))
    this.part("list").hidden = !asked.length
    this.nothing(!asked.length)
  }

  async ask() {
    const { first, last, words } = this.querySelector("form").elements
    const until = last.value || first.value
    if (!first.value) return this.problem(word("leave_first_day")), first.focus()
    if (until < first.value) return this.problem(word("leave_order")), last.focus()
    this.problem("")
    const leave = uuid7()
    const told = { leave, first_day: first.value, last_day: until, words: words.value.trim() }
    if (await write([["ask_leave", told]], { text: word("leave_asked"), undo: [["withdraw_leave", { leave }]] })) this.querySelector("form").reset()
  }

  // The first tap asks, the second does it.
  takeBack(button) {
    if (!button) return
    if (button.hasAttribute("data-sure")) return write([["withdraw_leave", { leave: button.dataset.withdraw }]], { text: word("taken_back") })
    button.setAttribute("data-sure", "")
    button.dataset.variant = "danger"
    button.querySelector("span").textContent = word("sure_take_back")
  }
}

function shown([id, first, last, state, reason]) {
  const days = first === last ? dayName(`${first}T12:00`) : `${dayName(`${first}T12:00`)} – ${dayName(`${last}T12:00`)}`
  return { id, days, state: word(`leave_${state}`), tone: TONES[state] ?? null, reason, open: state !== "declined" }
}

customElements.define("ask-leave", AskLeave)
