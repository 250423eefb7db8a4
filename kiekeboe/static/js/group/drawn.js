// An element that draws itself from the room: when it appears, and again at each change.
import { room } from "js/group/room"

export class Drawn extends HTMLElement {
  connectedCallback() {
    if (!this.changed) {
      this.changed = () => room.view && this.isConnected && this.draw(room.view)
      this.start?.()
    }
    room.addEventListener("changed", this.changed)
    room.ready.then(this.changed)
  }

  disconnectedCallback() {
    room.removeEventListener("changed", this.changed)
  }

  part(name) {
    return this.querySelector(`[data-${name}]`)
  }

  // The friendly box when there is nothing to show.
  nothing(empty) {
    this.part("nothing").hidden = !empty
  }

  problem(sentence) {
    this.part("problem").textContent = sentence
  }
}
