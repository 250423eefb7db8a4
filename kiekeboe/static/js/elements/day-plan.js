// <day-plan>: who comes today or tomorrow, from when until when, who brings and collects, who works.
import { Drawn } from "js/group/drawn"
import { rows } from "js/group/fill"
import { room } from "js/group/room"
import { word } from "js/group/words"
import { clock, dayName } from "js/lib/times"

const AWAY = { sick: "sick", leave: "free_today", unannounced: "not_here", closed: "group_closed" }

class DayPlan extends Drawn {
  start() {
    this.addEventListener("click", (event) => this.choose(event.target.closest("[data-day]")))
  }

  choose(button) {
    if (!button) return
    this.later = button.dataset.day === "1"
    this.draw(room.view)
  }

  draw(view) {
    const later = this.later && view.tomorrow
    const seats = (later ? view.tomorrow.seats : view.seats).filter((seat) => seat.slots.length || seat.visits.length || seat.absence)
    const end = later ? view.tomorrow.span[1] : view.ends
    for (const button of this.querySelectorAll("[data-day]")) button.setAttribute("aria-pressed", String((button.dataset.day === "1") === Boolean(later)))
    this.part("when").textContent = dayName(`${later ? view.tomorrow.day : view.day}T12:00`)
    const children = seats.map((seat) => line(seat, view)).sort((one, other) => (one.key < other.key ? -1 : 1))
    const coming = seats.filter((seat) => !seat.absence).length
    this.part("count").textContent = word("children_come", { n: coming })
    rows(this.part("children"), "t-plan-child", children)
    rows(this.part("staff-rows"), "t-plan-colleague", workers(view, end))
    this.part("no-staff").hidden = this.part("staff-rows").children.length > 0
    this.nothing(!children.length)
  }
}

function line(seat, view) {
  const { slots, absence } = seat
  const times = slots.map(([, start, end]) => `${clock(start)} – ${clock(end)}`).join(", ")
  const group = view.groups.length > 1 ? view.groups.find((one) => one.id === seat.group)?.name : ""
  const collector = seat.once?.[0] ?? (seat.notes ?? []).find((note) => note.collected_by)?.collected_by
  const brought = seat.visit?.brought_by ? word("brought_by", { name: seat.visit.brought_by }) : ""
  const facts = [group, brought, collector ? word("collects", { name: collector }) : "", seat.lent ? word("is_guest") : ""]
  return {
    id: seat.id,
    key: `${absence ? "z" : ""}${slots[0]?.[1] ?? "y"}${seat.first}`,
    name: `${seat.first} ${seat.surname}`,
    face: seat.face,
    href: `#child=${seat.id}`,
    times: absence ? "" : times,
    away: absence ? word(AWAY[absence.kind] ?? "not_here") : "",
    line: facts.filter(Boolean).join(", "),
  }
}

function workers(view, end) {
  const groups = new Map(view.groups.map((group) => [group.id, group.name]))
  const found = view.colleagues.flatMap((one) => {
    const shifts = (one.shifts ?? []).filter(([group, from]) => groups.has(group) && Date.parse(from) < end && Date.parse(from) >= end - 90_000_000)
    const times = shifts.map(([, from, until]) => `${clock(from)} – ${clock(until)}`).join(", ")
    return times ? [{ id: one.id, name: one.first, face: one.face, times, key: shifts[0][1] }] : []
  })
  return found.sort((one, other) => (one.key < other.key ? -1 : 1))
}

customElements.define("day-plan", DayPlan)
