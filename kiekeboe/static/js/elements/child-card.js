// <child-card>: what a caregiver must know of one child, its stays and log of today, to look at and change.
import { openDoor } from "js/elements/door-sheet"
import { noteWords, reactionWords } from "js/elements/home-notes"
import { write } from "js/group/acting"
import { Drawn } from "js/group/drawn"
import { rows } from "js/group/fill"
import { openEdit } from "js/group/logging"
import { room } from "js/group/room"
import { fieldsOf } from "js/group/sheetfields"
import { argument, go, title } from "js/group/views"
import { kindOf, word } from "js/group/words"
import { clock, momentAt } from "js/lib/times"

class ChildCard extends Drawn {
  start() {
    this.child = argument()
    this.addEventListener("click", (event) => this.tapped(event.target.closest("button")))
  }

  get seat() {
    return room.view.seats.find((seat) => seat.id === this.child)
  }

  draw(view) {
    const { seat } = this
    if (!seat) return go("")
    title(`${seat.first} ${seat.surname ?? ""}`.trim())
    const allergies = (seat.allergies ?? []).map(([what, , how]) => ({ text: what.charAt(0).toUpperCase() + what.slice(1), how }))
    rows(this.part("top"), "t-card-top", [{ id: seat.id, face: seat.face, allergies, feeding: seat.feeding }])
    rows(this.part("notes"), "t-home-note", (seat.notes ?? []).map((note) => noteWords(note)), (note) => note.note)
    const reactions = (seat.reactions ?? []).map(reactionWords)
    this.part("said").hidden = !reactions.length
    rows(this.part("reactions"), "t-reaction", reactions, (one) => one.reaction)
    const visits = (seat.visits ?? []).map(visitWords)
    this.part("stays").hidden = !visits.length
    rows(this.part("visits"), "t-visit", visits, (one) => one.visit)
    const entries = (seat.entries ?? []).filter((entry) => !entry.withdrawn).map(entryWords)
    rows(this.part("log"), "t-entry", entries, (one) => one.entry)
    this.part("none").hidden = entries.length > 0
    const rights = view.who?.rights ?? []
    this.part("more-of").hidden = !rights.some((right) => right === "see_family" || right === "see_medical")
    this.part("family").href = `/group/children/${this.child}/`
  }

  tapped(button) {
    if (!button) return
    const { change, seen, reaction, does } = button.dataset
    const { seat } = this
    if (change) openEdit(seat, seat.entries.find((entry) => entry.entry === change))
    else if (seen) write([["seen", { note: seen }]], { text: word("seen"), children: [seat] })
    else if (reaction) write([["reaction_seen", { reaction }]], { text: word("seen"), children: [seat] })
    else if (does) this.stay(does, button.closest("[data-visit]"), seat)
  }

  stay(does, place, seat) {
    const { visit } = place.dataset
    if (does === "bringer") return openDoor("bringer", [seat.id])
    if (does === "times") return this.times(visit, place, seat)
    const text = button(place, does)
    return write([[does, { visit }]], { text, children: [seat] })
  }

  times(visit, place, seat) {
    const before = seat.visits.find((one) => one.visit === visit)
    const typed = [...place.querySelectorAll("input")].filter((input) => input.value)
    const told = typed.map((input) => [input.dataset.what, momentAt(input.value, before[input.dataset.what])])
    const undo = Object.fromEntries(told.map(([what]) => [what, before[what]]))
    const changed = told.filter(([what, at]) => clock(at) !== clock(before[what]))
    if (!changed.length) return
    write([["times", { visit, ...Object.fromEntries(changed) }]], { text: word("time_changed"), children: [seat], undo: [["times", { visit, ...undo }]] })
  }
}

function button(place, does) {
  return place.querySelector(`[data-does=${does}] span`).textContent
}

function visitWords(visit) {
  const said = [
    visit.brought_by && word("brought_by", { name: visit.brought_by }),
    visit.collected_by && word("collected_by", { name: visit.collected_by }),
    visit.by_clock && word("closed_by_clock"),
  ]
  const [came, left] = [clock(visit.arrived_at), clock(visit.left_at)]
  return { visit: visit.visit, span: `${came} – ${left || "…"}`, line: said.filter(Boolean).join(", "), came, left, brought: Boolean(visit.brought_by) }
}

// What the server has in words it says itself; what only this tablet knows is told from its fields.
export function entryWords(entry) {
  const kind = kindOf(entry.kind)
  const span = [clock(entry.started_at), entry.ended_at && clock(entry.ended_at)].filter(Boolean).join(" – ")
  const marks = [entry.changed && word("was_changed"), entry.pending && word("not_sent")]
  const [heading, detail] = entry.title && !entry.pending ? [`${entry.title} ${entry.value ?? ""}`, entry.detail] : [`${kind.label} ${valueOf(entry)}`, entry.note]
  return {
    entry: entry.entry,
    hue: kind.hue,
    icon: kind.icon,
    title: heading.trim(),
    line: [[span, entry.by].filter(Boolean).join(", "), ...marks].filter(Boolean).join(" · "),
    detail: detail ?? "",
    spoken: `, ${heading.trim()}`,
  }
}

function valueOf({ kind, amount, details }) {
  const fields = fieldsOf(kind)
  const unit = kindOf(kind).fields.find((field) => field.name === "amount")?.unit ?? ""
  const said = fields.map((field) => {
    const value = details?.[field.name]
    const chosen = (field.choices ?? []).filter((one) => one.value === value || (Array.isArray(value) && value.includes(one.value)))
    if (field.type === "number" && value !== undefined && field.where === "details") return `${value} ${field.unit ?? ""}`.trim()
    return chosen.map((one) => one.label).join(", ") || (field.type === "text" ? value : "")
  })
  return [amount !== null && amount !== undefined && `${Number(amount)} ${unit}`, ...said].filter(Boolean).join(", ")
}

customElements.define("child-card", ChildCard)
