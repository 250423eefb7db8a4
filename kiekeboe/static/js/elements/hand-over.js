// <hand-over>: notes between colleagues, for as long as they are useful, with the names of who read them.
import { write } from "js/group/acting"
import { Drawn } from "js/group/drawn"
import { rows } from "js/group/fill"
import { room } from "js/group/room"
import { listed, word } from "js/group/words"
import { uuid7 } from "js/lib/ids"
import { dayName, momentAt, when } from "js/lib/times"

const DAY = 86_400_000

class HandOver extends Drawn {
  start() {
    this.addEventListener("click", (event) => this.tapped(event.target.closest("button")))
    this.addEventListener("submit", (event) => (event.preventDefault(), this.leave()))
  }

  draw(view) {
    const notes = [...(view.handover ?? [])].sort((one, other) => (one.at < other.at ? 1 : -1))
    this.querySelector("form").hidden = !view.who
    rows(this.part("list"), "t-handover", notes.map((note) => shown(note, view)), (note) => note.note)
    this.nothing(!notes.length)
  }

  tapped(button) {
    const { read, withdraw } = button?.dataset ?? {}
    if (button?.closest("[data-until]")) this.press(button)
    if (read) write([["handover_read", { note: read }]], { text: word("you_read_it") })
    if (withdraw) this.takeBack(button, withdraw)
  }

  press(button) {
    for (const one of this.part("until").children) one.setAttribute("aria-pressed", String(one === button))
  }

  async leave() {
    const box = this.querySelector("textarea")
    const text = box.value.trim()
    if (!text) return this.problem(word("handover_empty")), box.focus()
    const { value } = this.part("until").querySelector("[aria-pressed=true]")
    this.problem("")
    const note = uuid7()
    const writes = [["handover_write", { note, text, until: until(value, room.view.day) }]]
    if (await write(writes, { text: word("handover_left"), undo: [["handover_withdraw", { note }]] })) box.value = ""
  }

  // The first tap asks, the second does it.
  takeBack(button, note) {
    if (button.hasAttribute("data-sure")) return write([["handover_withdraw", { note }]], { text: word("taken_back") })
    button.setAttribute("data-sure", "")
    button.dataset.variant = "danger"
    button.querySelector("span").textContent = word("sure_take_back")
  }
}

// The last moment at which the note stands: today, tomorrow, or the Sunday of this week.
function until(choice, today) {
  const noon = new Date(`${today}T12:00:00Z`)
  const days = choice === "week" ? (7 - noon.getUTCDay()) % 7 : Number(choice)
  return momentAt("23:59", noon.getTime() + days * DAY)
}

function shown(note, view) {
  const me = view.who?.id
  const readers = note.read_by.map((id) => view.colleagues.find((one) => one.id === id)?.first).filter(Boolean)
  const unread = Boolean(me) && !note.mine && !note.read_by.includes(me)
  const told = { name: note.by, when: when(note.at, view.now), until: dayName(note.until) }
  return {
    note: note.note,
    text: note.text,
    tone: unread ? "butter" : null,
    line: word("handover_line", told),
    readers: readers.length ? word("read_by", { names: listed(readers) }) : "",
    unread,
    mine: note.mine,
  }
}

customElements.define("hand-over", HandOver)
