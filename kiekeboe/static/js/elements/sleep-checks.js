// Looking at sleeping children: <sleep-checks> in the rail, <sleep-page> with the naps of the day.
import { write } from "js/group/acting"
import { Drawn } from "js/group/drawn"
import { fill, rows } from "js/group/fill"
import { missedLooks } from "js/group/looks"
import { room } from "js/group/room"
import { word } from "js/group/words"
import { uuid7 } from "js/lib/ids"
import { clock, lasting } from "js/lib/times"

const MINUTE = 60_000
const asleep = (view) => view.seats.filter((seat) => seat.state === "asleep" && seat.nap)
const watched = (view) => asleep(view).filter((seat) => seat.watch?.due)
const urgency = (one, other) => new Date(one.watch.due) - new Date(other.watch.due)

class SleepChecks extends Drawn {
  start() {
    this.addEventListener("click", tapped)
  }

  draw(view) {
    const seats = watched(view).sort(urgency)
    if (!seats.length) return this.replaceChildren()
    if (!this.firstElementChild) this.append(fill("t-checks", {}))
    rows(this.querySelector(".checks"), "t-check", seats.map(bed), (one) => one.nap)
    this.querySelector("[data-looked=all]").hidden = seats.length < 2
  }
}

class SleepPage extends Drawn {
  start() {
    this.addEventListener("click", tapped)
  }

  draw(view) {
    const seats = asleep(view)
    rows(this.part("beds"), "t-bed", seats.map(bed), (one) => one.nap)
    this.querySelector(":scope > [data-looked=all]").hidden = seats.length < 2
    this.nothing(!seats.length)
    const naps = view.seats.flatMap((seat) => slept(seat).map((entry) => nap(seat, entry, view.now)))
    rows(this.part("naps"), "t-nap", naps.sort((one, other) => (one.key < other.key ? 1 : -1)), (one) => one.key)
    this.part("none").hidden = naps.length > 0
  }
}

const slept = (seat) => (seat.entries ?? []).filter((entry) => entry.kind === "sleep" && !entry.withdrawn)

function bed(seat) {
  const seen = seat.nap.looks?.at(-1) ?? seat.nap.started_at
  const warns = ["amber", "overdue"].includes(seat.watch?.state)
  return {
    nap: seat.nap.entry,
    first: seat.first,
    face: seat.face,
    tone: warns ? "warn" : null,
    variant: warns ? "primary" : "secondary",
    asleep: word("asleep_for", { time: lasting(seat.nap.started_at, room.now()) }),
    short: lasting(seen, room.now()),
    ...looked(seen),
    trail: (seat.nap.looks ?? []).map(clock).join(", "),
  }
}

function looked(at) {
  if (room.now() - new Date(at) < MINUTE) return { ago: word("looked_just_now"), short: word("just_now") }
  const time = lasting(at, room.now())
  return { ago: word("looked_ago", { time }), short: time }
}

function nap(seat, entry, now) {
  const missed = missedLooks(entry, seat.watch?.minutes ?? seat.look_every, now)
  const said = missed.map(({ due, seen }) => ({ sentence: word("look_missed", { time: clock(due), late: lasting(due, seen) }) }))
  return {
    key: entry.started_at + entry.entry,
    first: seat.first,
    face: seat.face,
    span: `${clock(entry.started_at)} – ${entry.ended_at ? clock(entry.ended_at) : "…"}`,
    slept: lasting(entry.started_at, entry.ended_at ?? now),
    missed: said,
  }
}

function tapped(event) {
  const { looked: nap } = event.target.closest("[data-looked]")?.dataset ?? {}
  if (!nap) return
  const seats = asleep(room.view).filter((seat) => nap === "all" || seat.nap.entry === nap)
  const at = room.now().toISOString()
  const looks = seats.map((seat) => ({ look: uuid7(), entry: seat.nap.entry, at }))
  write([["look", { looks }]], { text: word("looked"), children: seats, kind: "slaap" })
}

customElements.define("sleep-checks", SleepChecks)
customElements.define("sleep-page", SleepPage)
