// A frame over the photo that is moved with buttons, with the arrow keys, or by tapping two corners.
// root: the element with [data-print], [data-frame] and the buttons [data-preset], [data-move], [data-grows].
import { between, grown, moved, preset } from "js/group/framing"
import { place } from "js/lib/place"

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

export class FrameTool {
  constructor(root) {
    this.print = root.querySelector("[data-print]")
    this.box = root.querySelector("[data-frame]")
    this.bar = root.querySelector("[data-framing]")
    this.bar.addEventListener("click", ({ target }) => this.tapped(target.closest("button")?.dataset ?? {}))
    this.box.addEventListener("keydown", (event) => this.typed(event))
    this.print.addEventListener("click", (event) => !this.box.hidden && this.corner(event))
  }

  // why: "crop" or "cover"; the bar shows the words of that.
  open(why, frame) {
    this.bar.dataset.why = why
    this.bar.hidden = this.box.hidden = false
    this.first = null
    this.show(frame)
    this.box.focus({ preventScroll: true })
  }

  close() {
    this.bar.hidden = this.box.hidden = true
  }

  show(frame) {
    this.frame = frame
    for (const name of ["x", "y", "w", "h"]) this.box.dataset[name] = (frame[name] * 100).toFixed(2)
    place(this.print)
  }

  tapped({ preset: name, move, grows }) {
    if (name) this.show(preset(name))
    if (move) this.show(moved(this.frame, ...ARROWS[move]))
    if (grows) this.show(grown(this.frame, Number(grows)))
  }

  typed(event) {
    const { key, shiftKey } = event
    if (ARROWS[key]) this.show(moved(this.frame, ...ARROWS[key].map((one) => one * (shiftKey ? 3 : 1))))
    else if (key === "+" || key === "-") this.show(grown(this.frame, key === "+" ? 1 : -1))
    else return
    event.preventDefault()
  }

  // The first tap is a corner, the second the one opposite.
  corner(event) {
    if (event.target.closest("button")) return
    const { left, top, width, height } = this.print.getBoundingClientRect()
    const tap = { x: (event.clientX - left) / width, y: (event.clientY - top) / height }
    if (this.first) this.show(between(this.first, tap))
    this.first = this.first ? null : tap
  }
}
