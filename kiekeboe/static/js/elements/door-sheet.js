// <door-sheet data-way="arriving | leaving | bringer">: who brings and who collects, for one child or several.
import { allowed, write } from "js/group/acting"
import { fill } from "js/group/fill"
import { room } from "js/group/room"
import { word } from "js/group/words"
import { momentOf } from "js/lib/controls"
import { uuid7 } from "js/lib/ids"
import { closeSheet, showSheet } from "js/lib/sheets"
import { clock } from "js/lib/times"

// Opens the sheet for these children (seats or ids); those for whom it makes no sense are left out.
export function openDoor(way, chosen) {
  if (!allowed()) return
  const ids = chosen.map((one) => one.id ?? one)
  const fits = { arriving: (seat) => !here(seat), leaving: here, bringer: (seat) => seat.visit }[way]
  const seats = room.view.seats.filter((seat) => ids.includes(seat.id) && fits(seat))
  if (!seats.length) return
  const at = room.now().toISOString()
  const lines = seats.map((seat) => ({ id: seat.id, face: seat.face, first: seat.first, label: labelled(way, seat), people: people(way, seat) }))
  const title = word("who_brought_name", { name: seats[0].first })
  showSheet(fill(`t-${way}`, { lines, at, clock: clock(at), title }))
}

const here = (seat) => Boolean(seat.visit && !seat.visit.left_at)

function labelled(way, seat) {
  return `${seat.first}: ${word(way === "leaving" ? "who_collects" : "who_brings")}`
}

function people(way, seat) {
  const known = (seat.people ?? []).map(([name, allowed, relation]) => person(name, allowed, relation, seat.once))
  if (way === "leaving") return [...known, other()]
  const bringers = known.filter((one) => !one.refused).map((one) => ({ ...one, note: "", once: false }))
  return way === "bringer" ? [...bringers, other()] : bringers
}

function person(name, allowed, relation, once = []) {
  const today = allowed && once.includes(name)
  return { name, shown: name, refused: !allowed, once: today, note: word(allowed ? "only_today" : "may_not_collect"), ...(allowed && !today ? { note: relation } : {}) }
}

const other = () => ({ other: true, shown: word("somebody_else") })

class DoorSheet extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.tapped(event.target.closest("button")))
    this.addEventListener("input", (event) => event.target.matches("[data-stranger] input") && this.calm())
  }

  get way() {
    return this.dataset.way
  }

  get lines() {
    return [...this.querySelectorAll("[data-line]")]
  }

  tapped(button) {
    if (!button) return
    if (button.matches("[data-save]")) return this.save()
    if (!button.matches("[data-person], [data-other]")) return
    const line = button.closest("[data-line]")
    const again = button.matches("[aria-pressed=true]") && this.way === "arriving"
    for (const one of line.querySelectorAll("[aria-pressed]")) one.setAttribute("aria-pressed", String(one === button && !again))
    this.calm()
    const stranger = line.querySelector("[data-stranger]")
    if (stranger) stranger.hidden = !button.matches("[data-other]")
    if (button.matches("[data-other]")) return stranger.querySelector("input").focus()
    // One child and somebody on the list: the tap itself is enough.
    const enough = this.way !== "arriving" && this.lines.length === 1 && !button.matches("[data-refused]")
    if (enough) this.save()
  }

  // Who was chosen or typed for a line, and whether that is somebody on the list.
  who(line) {
    const typed = line.querySelector("[data-stranger]:not([hidden]) input")?.value.trim()
    const name = typed ?? line.querySelector("[data-person][aria-pressed=true]")?.dataset.person ?? ""
    const listed = [...line.querySelectorAll("[data-person]:not([data-refused])")].map((one) => one.dataset.person.toLowerCase())
    return { line, name, known: listed.includes(name.toLowerCase()) }
  }

  save() {
    const chosen = this.lines.map((line) => this.who(line))
    if (this.way === "arriving") return this.arrive(chosen)
    const open = chosen.find((one) => !one.name)
    if (open) return this.ask(open)
    return this.way === "leaving" ? this.leave(chosen) : this.bringer(chosen[0])
  }

  arrive(chosen) {
    const at = momentOf(this, "at")
    const visits = chosen.map(({ line, name }) => ({ visit: uuid7(), child: line.dataset.line, at, brought_by: name }))
    const undo = visits.map(({ visit }) => ["undo_arrive", { visit }])
    return this.done([["arrive", { visits }]], word("coming_in"), undo)
  }

  leave(chosen) {
    const sure = this.querySelector("[data-confirm]").checked
    const stranger = chosen.find((one) => !one.known)
    if (stranger && !sure) return this.warn(stranger.name)
    const at = momentOf(this, "at")
    const visits = chosen.map((one) => ({ visit: seatOf(one.line).visit.visit, at, collected_by: one.name, ...(one.known ? {} : { confirmed: true }) }))
    const undo = visits.map(({ visit }) => ["undo_leave", { visit }])
    return this.done([["leave", { visits }]], word("going_home"), undo)
  }

  bringer({ line, name }) {
    return this.done([["bringer", { visit: seatOf(line).visit.visit, name }]], name)
  }

  async done(writes, text, undo = []) {
    const children = this.lines.map(seatOf)
    if (!(await write(writes, { text, children, kind: "komen", undo }))) return
    closeSheet()
    document.querySelector("group-board")?.clear?.()
  }

  warn(name) {
    const warning = this.querySelector("[data-warning]")
    warning.hidden = false
    warning.querySelector("[data-sentence]").textContent = word("not_on_list", { name })
    warning.querySelector("input").focus()
  }

  ask({ line }) {
    const key = this.way === "leaving" ? "choose_collector" : "choose_bringer"
    this.querySelector("[data-problem]").textContent = word(key, { name: seatOf(line).first })
    line.querySelector("[data-stranger]:not([hidden]) input, .presets button")?.focus()
  }

  // Another name: what was confirmed for the name before does not count for this one.
  calm() {
    this.querySelector("[data-problem]").textContent = ""
    const warning = this.querySelector("[data-warning]")
    if (!warning) return
    warning.hidden = true
    warning.querySelector("input").checked = false
  }
}

function seatOf(line) {
  return room.view.seats.find((seat) => seat.id === line.dataset.line)
}

customElements.define("door-sheet", DoorSheet)
