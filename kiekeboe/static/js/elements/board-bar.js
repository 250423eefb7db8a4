// <board-bar>: the group, the time, the numbers, and what waits for the internet.
import { room } from "js/group/room"
import { staffed } from "js/group/staffed"
import { word } from "js/group/words"
import { say } from "js/lib/spoken"
import { clock, dayName, shortDay } from "js/lib/times"

const CALM = 4000 // what is sent within this time, in ms, is not worth a word
const SENT = 6000 // how long "sent" stays

class BoardBar extends HTMLElement {
  connectedCallback() {
    this.after = () => room.view && this.draw(room.view)
    room.addEventListener("changed", this.after)
    room.ready.then(this.after)
    this.timer = setInterval(this.after, 5000)
  }

  disconnectedCallback() {
    room.removeEventListener("changed", this.after)
    clearInterval(this.timer)
  }

  say(name, text) {
    const place = this.querySelector(`[data-${name}]`)
    if (place.textContent !== text) place.textContent = text
  }

  draw(view) {
    const now = room.now()
    const { name = "", colour = "" } = view.group ?? {}
    this.say("name", name)
    this.say("mark", name.slice(0, 1))
    this.querySelector("[data-mark]").dataset.colour = colour
    this.say("day", matchMedia("(max-width: 40rem)").matches ? shortDay(now) : dayName(now))
    this.say("clock", clock(now))
    const { children, staff } = view.counts
    this.say("counts", `${word("children_here", { n: children })}, ${word(view.clocked ? "colleagues_here" : "colleagues_planned", { n: staff })}`)
    const found = staffed(view)
    const short = found.some((one) => one.known && one.now.short)
    this.querySelector("[data-staff]").dataset.tone = short ? "stop" : found.some((one) => one.known) ? "ok" : "info"
    const coming = view.seats.filter((seat) => seat.state === "expected" || seat.state === "late").length
    this.say("more", coming ? word("still_to_come", { n: coming }) : "")
    this.gauge(view.waiting ?? { count: 0, refused: 0, since: null }, now)
    this.menu(view)
  }

  // Calm and true: nothing when all is well, the count when something waits, and a word when it went.
  gauge({ count, refused, since }, now) {
    const late = count > 0 && since && now - Date.parse(since) > CALM
    const state = !room.online ? "off" : refused ? "asks" : late ? "busy" : this.went(count, now) ? "sent" : ""
    if (state && state !== "sent" && count) this.had = count
    const box = this.querySelector("[data-waits]")
    box.hidden = state === ""
    if (!state) return void (this.state = "")
    box.dataset.tone = { off: "warn", asks: "warn", busy: "info", sent: "ok" }[state]
    for (const drawn of box.querySelectorAll("[data-when]")) drawn.hidden = drawn.dataset.when !== state
    const waits = count ? word("notes_wait", { n: count }) : word("typed_stays")
    this.say("waits-title", { off: word("no_internet"), asks: word("notes_ask", { n: refused }), busy: word("sending_now"), sent: word("sent") }[state])
    const text = { off: waits, asks: word("tap_to_choose"), busy: waits, sent: word("all_sent") }[state]
    this.say("waits-text", text)
    if (state !== this.state) say(`${this.querySelector("[data-waits-title]").textContent}. ${text}`)
    this.state = state
  }

  // True for a moment after what had waited is gone.
  went(count, now) {
    if (this.had && count === 0) {
      this.sent = now
      this.had = 0
      setTimeout(this.after, SENT + 50)
    }
    return this.sent && now - this.sent < SENT
  }

  menu(view) {
    const menu = document.getElementById("menu")
    menu.querySelector("h2").textContent = view.group?.name ?? ""
    for (const closed of menu.querySelectorAll("[data-closed]")) closed.hidden = !view.who
    const unread = view.seats.flatMap((seat) => seat.notes ?? []).filter((note) => !note.seen_at).length
    menu.querySelector("[data-has-run]").hidden = !view.seats.some((seat) => seat.run)
    menu.querySelector("[data-unread]").textContent = word("not_seen_yet", { n: unread })
    menu.querySelector("[data-talks]").textContent = word("talks_unseen", { n: view.talks ?? 0 })
    const { count = 0 } = view.waiting ?? {}
    menu.querySelector("[data-queue]").textContent = count ? word("notes_wait", { n: count }) : word("all_sent")
  }
}

customElements.define("board-bar", BoardBar)

document.addEventListener("click", (event) => event.target.closest("[data-lock]") && room.lock())
