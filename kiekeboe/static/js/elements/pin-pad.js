// <pin-pad>: tap a face, type five digits. No time limit; a wrong PIN says how many tries are left.
import { room } from "js/group/room"
import { word } from "js/group/words"

class PinPad extends HTMLElement {
  connectedCallback() {
    this.pin = ""
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
    this.employee = face.dataset.face
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

  set(pin) {
    if (pin.length > 5 || this.busy) return
    this.pin = pin
    const dots = this.querySelector(".pindots")
    ;[...dots.children].forEach((dot, place) => dot.toggleAttribute("data-on", place < pin.length))
    dots.setAttribute("aria-label", dots.dataset.label.replace("%s", pin.length))
    if (pin) this.problem("")
    if (pin.length === 5) this.send()
  }

  async send() {
    this.busy = true
    const { employee, pin } = this
    const answer = await Promise.race([
      room.unlock(employee, pin).catch(() => ({ ok: false, sentence: word("went_wrong") })),
      here(employee),
    ])
    this.busy = false
    this.set("")
    if (!answer.ok) return this.problem(answer.sentence)
    this.closest("dialog").close()
    // The page that waited for the PIN is open by now.
    document.querySelector("[data-page]:not([hidden]) [data-heading]")?.focus({ preventScroll: true })
    // A page that the server made shows more to this person: ask for it again.
    if (!document.querySelector("[data-board]")) location.reload()
  }

  problem(sentence) {
    this.querySelector("[data-problem]").textContent = sentence
  }
}

// Another person is at the tablet as soon as the room says so; what they may see can come later.
function here(employee) {
  return new Promise((done) => {
    if (room.view?.who?.id === employee) return
    const look = () => {
      if (room.view?.who?.id !== employee) return
      room.removeEventListener("changed", look)
      done({ ok: true })
    }
    room.addEventListener("changed", look)
  })
}

customElements.define("pin-pad", PinPad)
