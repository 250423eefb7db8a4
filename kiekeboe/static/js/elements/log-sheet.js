// <log-sheet>: reads the sheet into entries, one item per child, and keeps them on the tablet.
import { wrongWith, readBack } from "js/group/checking"
import { drafts } from "js/group/drafts"
import { openLog } from "js/group/logging"
import { room } from "js/group/room"
import { word } from "js/group/words"
import { momentOf, readField, writeField } from "js/lib/controls"
import { uuid7 } from "js/lib/ids"
import { closeSheet } from "js/lib/sheets"
import { keep, tell } from "js/lib/telling"

class LogSheet extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.tapped(event.target))
    this.addEventListener("input", () => this.touched())
  }

  tapped(target) {
    if (target.closest("[data-save]")) this.save()
    else if (target.closest("[data-withdraw]")) this.withdraw()
    else if (target.closest("[data-closes]")) drafts.drop()
    else if (target.closest("[data-field], [data-moment], summary")) this.touched()
  }

  get lines() {
    return [...this.querySelectorAll("[data-line]")]
  }

  get children() {
    return this.lines.map((line) => line.dataset.line)
  }

  seat(child) {
    return room.view.seats.find((seat) => seat.id === child)
  }

  // What was typed is not lost when the page is loaded again.
  touched() {
    this.doubt("")
    this.problem("")
    this.heed()
    if (this.entry) return
    requestAnimationFrame(() => this.isConnected && this.remember())
  }

  // A number that asks for attention, such as a fever.
  heed() {
    const high = [...this.querySelectorAll("[data-warn]")].find((field) => Number(field.dataset.value) >= Number(field.dataset.warn))
    const place = this.querySelector("[data-heed]")
    place.hidden = !high
    place.lastElementChild.textContent = high?.dataset.warning ?? ""
  }

  remember() {
    const fields = [...this.querySelectorAll("[data-field]")].map(readField)
    const [started_at, ended_at] = [momentOf(this, "started_at"), this.ended]
    const told = { by: room.view.who?.id, kind: this.kind.kind, children: this.children, fields, started_at, ended_at, note: this.note.value }
    drafts.keep({ ...told, title: this.querySelector("h2").textContent })
  }

  restore({ fields, note, started_at }) {
    const places = [...this.querySelectorAll("[data-field]")]
    places.forEach((place, at) => writeField(place, fields[at]))
    this.note.value = note
    this.note.closest("details").open ||= note !== ""
    writeField(this.querySelector("[data-moment=started_at]"), started_at)
  }

  get note() {
    return this.querySelector("[data-note]")
  }

  get ended() {
    return this.querySelector("details[data-ended][open]") ? momentOf(this, "ended_at") : null
  }

  content(line) {
    const shared = [...this.querySelectorAll("[data-field]")].filter((field) => !field.closest("[data-line]"))
    const told = { started_at: momentOf(this, "started_at"), ended_at: this.ended, amount: null, details: {}, note: this.note.value }
    for (const field of [...shared, ...line.querySelectorAll("[data-field]")]) {
      const value = readField(field)
      if (value === null || value === "" || value === false || value?.length === 0) continue
      if (field.dataset.where === "entry") told.amount = value
      else told.details[field.dataset.field] = value
    }
    return told
  }

  save() {
    const told = this.lines.map((line) => [line.dataset.line, this.content(line)])
    const wrong = told.map(([child, one]) => [child, wrongWith(this.kind, one, room.now().getTime())]).find(([, sentence]) => sentence)
    if (wrong) return this.problem(told.length > 1 ? `${this.seat(wrong[0]).first}: ${wrong[1]}` : wrong[1])
    if (this.kind.confirms && !this.sure) return this.doubt(readBack(told[0][1].details, this.seat(told[0][0]).first))
    return this.entry ? this.change(told[0][1]) : this.log(told)
  }

  // The ids stay the same when the same sheet is saved again after a failure.
  idFor(child) {
    if (!this.ids.has(child)) this.ids.set(child, uuid7())
    return this.ids.get(child)
  }

  log(told) {
    const { kind, confirms } = this.kind
    const sure = confirms ? { confirmed: true } : {}
    const items = told.map(([child, one]) => ["log", { entry: this.idFor(child), child, kind, ...one, ...sure }])
    return this.done(items, items.map(([, { entry }]) => ["withdraw", { entry }]))
  }

  change(told) {
    const { entry, revision, started_at, ended_at, amount, details, note } = this.entry
    const before = { started_at, ended_at, amount, details, note }
    const back = ["change", { entry, based_on: (revision ?? 1) + 1, ...before }]
    return this.done([["change", { entry, based_on: revision ?? 1, ...told }]], [back])
  }

  withdraw() {
    const { entry } = this.entry
    return this.done([["withdraw", { entry }]], [["restore", { entry }]])
  }

  async done(items, undo) {
    const { children } = this
    const text = items[0][0] === "withdraw" ? word("deleted") : this.kind.label
    if (!(await keep(items))) return
    drafts.drop()
    closeSheet()
    document.querySelector("group-board")?.clear()
    tell(text, { children, kind: this.kind.hue, undo })
  }

  // A medicine is read back once more; changing anything asks again.
  doubt(sentence) {
    this.sure = sentence !== ""
    const save = this.querySelector("[data-save] span")
    this.words ??= save.textContent
    this.querySelector("[data-doubt]").hidden = !this.sure
    this.querySelector("[data-sentence]").textContent = sentence
    save.textContent = this.sure ? word("yes_right") : this.words
    if (this.sure) this.querySelector("[data-doubt]").scrollIntoView({ block: "nearest" })
  }

  problem(sentence) {
    const place = this.querySelector("[data-problem]")
    place.textContent = sentence
    if (sentence) place.scrollIntoView({ block: "nearest" })
  }
}

// The kinds that have no button in the dock.
class MoreSheet extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const { moreKind } = event.target.closest("button")?.dataset ?? {}
      if (moreKind) openLog(moreKind, this.seats)
    })
  }
}

// What somebody had begun, offered on the board.
document.addEventListener("click", (event) => {
  const { draft } = event.target.closest("[data-draft]")?.dataset ?? {}
  if (!draft) return
  const kept = drafts.kept(room.view)
  if (draft === "open" && kept) {
    const seats = room.view.seats.filter((seat) => kept.children.includes(seat.id))
    openLog(kept.kind, seats)?.querySelector("log-sheet").restore(kept)
  } else drafts.drop()
  document.querySelector("group-board").draw()
})

customElements.define("log-sheet", LogSheet)
customElements.define("more-sheet", MoreSheet)
