// <keep-photo sorry="…"><form …><button name="keep" aria-pressed>: the heart is there at the tap, and
// goes when it could not be kept. Without this script the form does it.
import { say } from "js/lib/spoken"

class KeepPhoto extends HTMLElement {
  connectedCallback() {
    this.sent = (event) => {
      event.preventDefault()
      this.toggle(this.querySelector("form"), this.querySelector("button"))
    }
    this.addEventListener("submit", this.sent)
  }

  disconnectedCallback() {
    this.removeEventListener("submit", this.sent)
  }

  // Which photo it is about, and whether it is a favourite.
  show(id, kept) {
    this.querySelector("form").action = `/parent/photos/${id}/favourite/`
    press(this.querySelector("button"), kept)
  }

  async toggle(form, button) {
    if (button.hasAttribute("aria-busy")) return
    const wanted = button.value === "on"
    const told = (kept) => this.dispatchEvent(new CustomEvent("kept", { bubbles: true, detail: { address: form.action, kept } }))
    const [body, { action }] = [new FormData(form), form]
    body.set("keep", button.value)
    press(button, wanted)
    button.setAttribute("aria-busy", "true")
    told(wanted)
    const done = await send(action, body)
    button.removeAttribute("aria-busy")
    if (done) return
    if (form.action === action) press(button, !wanted)
    told(!wanted)
    say(this.getAttribute("sorry") ?? "")
  }
}

function press(button, kept) {
  button.setAttribute("aria-pressed", String(kept))
  button.value = kept ? "off" : "on"
}

async function send(address, body) {
  try {
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" })
    return answer.status === 204
  } catch {
    return false
  }
}

customElements.define("keep-photo", KeepPhoto)
