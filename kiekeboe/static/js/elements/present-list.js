// <present-list>: who is here, with allergies and the numbers to call; also without a PIN and without internet.
import { Drawn } from "js/group/drawn"
import { rows } from "js/group/fill"
import { room } from "js/group/room"
import { word } from "js/group/words"
import { clock, when } from "js/lib/times"

const here = (seat) => seat.state === "present" || seat.state === "asleep"

class PresentList extends Drawn {
  draw(view) {
    const seats = view.seats.filter(here).map(line)
    this.part("count").textContent = word("here_now", { n: seats.length, time: clock(room.now()) })
    this.part("age").textContent = room.online || !room.since ? "" : word("known_at", { time: when(room.since, room.now()) })
    rows(this.part("list"), "t-present", seats)
    this.part("list").hidden = !seats.length
    this.nothing(!seats.length)
  }
}

function line(seat) {
  return {
    id: seat.id,
    name: `${seat.first} ${seat.surname}`,
    face: seat.face,
    line: seat.visit ? word("since", { time: clock(seat.visit.arrived_at) }) : "",
    allergies: seat.allergies.map(([what, , how]) => ({ text: [capital(what), how].filter(Boolean).join(": ") })),
    phones: seat.phones.filter(([, , phone]) => phone).map(([name, relation, phone]) => ({ who: `${name}, ${relation}`, phone, href: `tel:${phone.replace(/[^+\d]/g, "")}` })),
  }
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1)

customElements.define("present-list", PresentList)
