// <school-run>: which children are fetched from which school, and when; one tap: the child is with us.
import { write } from "js/group/acting"
import { Drawn } from "js/group/drawn"
import { rows } from "js/group/fill"
import { icon } from "js/group/icons"
import { room } from "js/group/room"
import { isWithUs, runsOf } from "js/group/runs"
import { word } from "js/group/words"
import { uuid7 } from "js/lib/ids"
import { clock } from "js/lib/times"

const WHY = { sick: ["thermometer", "sick"], leave: ["tree-palm", "free_today"], closed: ["calendar-x", "group_closed"], unannounced: ["circle-question-mark", "not_here"] }

class SchoolRun extends Drawn {
  start() {
    this.addEventListener("click", (event) => this.tapped(event.target.closest("button")?.dataset ?? {}))
  }

  draw(view) {
    const runs = runsOf(view.seats)
    const place = this.part("runs")
    rows(place, "t-run", runs.map(({ id, name, out }) => ({ id, title: `${clock(out)} ${name}` })))
    runs.forEach((run, number) => {
      const card = place.children[number]
      card.querySelector("[data-count]").textContent = word("fetched_count", { done: run.fetched, n: run.expected })
      rows(card.querySelector("[data-rows]"), "t-run-child", run.children.map(row))
    })
    this.nothing(!runs.length)
  }

  tapped({ fetches, school, back }) {
    const at = room.now().toISOString()
    const seat = room.view.seats.find((one) => one.id === fetches || (back && one.fetched?.[0] === back))
    if (fetches) {
      const fetching = uuid7()
      return write([["fetch", { fetching, child: fetches, school, at }]], { text: word("is_with_us"), children: [seat], undo: [["unfetch", { fetching }]] })
    }
    if (back) return write([["unfetch", { fetching: back }]], { text: word("not_with_us"), children: [seat] })
  }
}

function row(seat) {
  const [drawn, key] = WHY[seat.absence?.kind] ?? []
  return {
    id: seat.id,
    name: `${seat.first} ${seat.surname}`,
    face: seat.face,
    allergies: seat.allergies.map(([what]) => ({ text: what })),
    away: key ? word(key) : "",
    icon: icon(drawn),
    fetches: seat.absence || isWithUs(seat) ? null : seat.id,
    school: seat.run[0],
    back: seat.fetched?.[0] ?? null,
    done: isWithUs(seat) ? word("since", { time: clock(seat.fetched?.[2] ?? seat.visit.arrived_at) }) : "",
  }
}

customElements.define("school-run", SchoolRun)
