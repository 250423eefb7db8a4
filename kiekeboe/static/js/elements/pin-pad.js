// <pin-pad>: tap a face, type five digits. No time limit; a wrong PIN says how many tries are left.
import { words } from "js/lib/writing"

class PinPad extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form")
    this.addEventListener("click", (event) => this.tapped(event.target.closest("button")))
    this.typed = (event) => this.key(event)
    document.addEventListener("keydown", this.typed)
    this.asked = (event) => this.open(event.target.closest("[data-face]"))
    document.addEventListener("click", this.asked)
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.typed)
    document.removeEventListener("click", this.asked)
  }

  open(face) {
    if (!face) return
    this.form.elements.employee.value = face.dataset.face
    this.querySelector("[data-hi]").textContent = face.dataset.name
    const drawn = face.querySelector(".face")
    this.querySelector("[data-portrait]").replaceChildren(...[...(drawn?.childNodes ?? [])].map((node) => node.cloneNode(true)))
    this.problem("")
    this.set("")
    this.closest("dialog").showModal()
  }

  tapped(button) {
    if (button?.dataset.digit) this.set(this.pin + button.dataset.digit)
    if (button?.matches("[data-delete]")) this.set(this.pin.slice(0, -1))
  }

  key(event) {
    if (!this.closest("dialog").open) return
    if (/^\d$/.test(event.key)) this.set(this.pin + event.key)
    if (event.key === "Backspace") this.set(this.pin.slice(0, -1))
  }

  get pin() {
    return this.form.elements.pin.value
  }

  set(pin) {
    if (pin.length > 5 || this.busy) return
    this.form.elements.pin.value = pin
    const dots = this.querySelector(".pindots")
    ;[...dots.children].forEach((dot, place) => dot.toggleAttribute("data-on", place < pin.length))
    dots.setAttribute("aria-label", dots.dataset.label.replace("%s", pin.length))
    if (pin.length === 5) this.send()
  }

  async send() {
    this.busy = true
    try {
      const answer = await fetch(this.form.action, { method: "POST", body: new FormData(this.form), headers: { Accept: "application/json" } })
      const told = await answer.json()
      if (answer.ok) return location.reload()
      this.problem(told.sentence ?? words().failed)
    } catch {
      this.problem(words().failed)
    }
    this.busy = false
    this.set("")
  }

  problem(sentence) {
    this.querySelector("[data-problem]").textContent = sentence
  }
}

customElements.define("pin-pad", PinPad)
