// <enough-staff>: are there enough colleagues, now and until closing, and who is here. One tap clocks
// a colleague in or out; works without internet.
import { write } from "js/group/acting"
import { Drawn } from "js/group/drawn"
import { rows } from "js/group/fill"
import { icon } from "js/group/icons"
import { room } from "js/group/room"
import { enoughWords, staffed } from "js/group/staffed"
import { listed, word } from "js/group/words"
import { uuid7 } from "js/lib/ids"
import { clock } from "js/lib/times"

class EnoughStaff extends Drawn {
  start() {
    this.addEventListener("click", (event) => this.tapped(event.target.closest("button")))
  }

  draw(view) {
    const found = staffed(view)
    rows(this.part("answers"), "t-enough", found.flatMap((one) => answersOf(one, found.length > 1, view)))
    rows(this.part("colleagues"), "t-clocking", colleaguesOf(view))
    this.part("roster").hidden = view.clocked || !view.law
  }

  tapped(button) {
    const { comes, goes, employee } = button?.dataset ?? {}
    const at = room.now().toISOString()
    const name = room.view.colleagues.find((one) => one.id === employee)?.first ?? ""
    if (comes) {
      const stint = uuid7()
      const told = { stint, employee, group: room.view.group.id, at }
      return write([["clock_in", told]], { text: word("clocked_in", { name }), undo: [["undo_clock_in", { stint }]] })
    }
    if (goes) return write([["clock_out", { stint: goes, employee, at }]], { text: word("clocked_out", { name }), undo: [["undo_clock_out", { stint: goes }]] })
  }
}

// One answer for now and one for each stretch ahead in which something changes.
function answersOf({ id, name, known, now, ahead }, several, view) {
  const about = several ? `${name}. ` : ""
  const key = known ? (now.short ? "enough_no" : "enough_now") : "enough_needed"
  const first = { ...answer(now, about, key, view), id: `${id}now` }
  if (!known) return [first]
  const later = ahead.filter((one) => one.children || one.short).slice(0, 6)
  return [first, ...later.map((one) => ({ ...answer(one, about, "enough_from", view), id: `${id}${one.from}` }))]
}

const SHOWN = {
  enough_now: ["ok", "circle-check"],
  enough_no: ["stop", "triangle-alert"],
  enough_needed: ["info", "info"],
  enough_from: ["info", "clock"],
  short_from: ["warn", "triangle-alert"],
}

function answer(moment, about, key, view) {
  const { needed, children, counts, short } = moment
  const text = enoughWords(moment, key)
  const [tone, drawn] = SHOWN[short && key === "enough_from" ? "short_from" : key]
  const why = needed.because === "nobody" ? word("ratio_nobody") : `${agesOf(children, counts, view)} ${because(needed)}`
  return { tone, icon: icon(drawn), text: about + text, why }
}

// 8 children: 4 of 0 years and 4 of 1 year.
function agesOf(children, counts, { law }) {
  const parts = counts.map((many, step) => (many ? word(`age_${law.care}_${step}`, { n: many }) : "")).filter(Boolean)
  return word("children_of", { n: children, parts: listed(parts) })
}

function because({ because: why, facts }) {
  return word(`ratio_${why}`, facts)
}

function colleaguesOf(view) {
  const mine = view.colleagues.filter((one) => one.here || one.clocked || one.on_duty)
  mine.sort((one, other) => Number(Boolean(other.clocked)) - Number(Boolean(one.clocked)) || Number(other.on_duty) - Number(one.on_duty))
  return mine.map((one) => {
    const { clocked } = one
    return { id: one.id, name: one.first, face: one.face, line: lineOf(one, view), goes: clocked?.[0] ?? null, comes: clocked ? null : "yes" }
  })
}

function lineOf(one, view) {
  const shifts = (one.shifts ?? []).filter(([, start]) => Date.parse(start) < view.ends && Date.parse(start) >= view.ends - 90_000_000)
  const planned = shifts.map(([, start, end]) => `${clock(start)} – ${clock(end)}`).join(", ")
  return [one.clocked ? word("since", { time: clock(one.clocked[2]) }) : "", planned ? word("planned_at", { times: planned }) : ""].filter(Boolean).join(", ")
}

customElements.define("enough-staff", EnoughStaff)
