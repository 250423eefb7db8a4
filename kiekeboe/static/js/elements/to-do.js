// <to-do>: what this age asks for and nobody has logged; a tap opens its sheet for that child.
import { Drawn } from "js/group/drawn"
import { rows } from "js/group/fill"
import { openLog } from "js/group/logging"
import { room } from "js/group/room"
import { kindOf } from "js/group/words"

class ToDo extends Drawn {
  start() {
    this.addEventListener("click", (event) => {
      const { log, child } = event.target.closest("[data-log]")?.dataset ?? {}
      if (log) openLog(log, room.view.seats.filter((seat) => seat.id === child))
    })
  }

  draw(view) {
    const open = view.seats.filter((seat) => seat.todo?.length).map(line)
    rows(this.part("list"), "t-todo", open)
    this.part("list").hidden = !open.length
    this.nothing(!open.length)
  }
}

function line(seat) {
  const kinds = seat.todo.map((name) => ({ kind: name, child: seat.id, ...picture(name) }))
  return { id: seat.id, first: seat.first, face: seat.face, kinds }
}

function picture(name) {
  const { label, hue, icon } = kindOf(name) ?? { label: name }
  return { label, hue, icon }
}

customElements.define("to-do", ToDo)
