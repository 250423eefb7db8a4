// An element that draws itself from the room: when it appears, and again at each change.
import { room } from "js/group/room"

const heading = () => document.querySelector("[data-page]:not([hidden]) [data-heading]") ?? document.getElementById("main")

export class Drawn extends HTMLElement {
  connectedCallback() {
    if (!this.changed) {
      this.changed = () => room.view && this.isConnected && this.redraw()
      this.start?.()
    }
    room.addEventListener("changed", this.changed)
    room.ready.then(this.changed)
  }

  disconnectedCallback() {
    room.removeEventListener("changed", this.changed)
  }

  redraw() {
    const held = this.contains(document.activeElement)
    this.draw(room.view)
    if (held) requestAnimationFrame(() => this.catch())
  }

  // The button that had the focus is gone: go on from the heading of this page.
  catch() {
    if (this.isConnected && document.activeElement === document.body) (this.querySelector("[tabindex='-1']") ?? heading()).focus()
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
