// <heart-taps sorry="That did not work …"><form …></form></heart-taps>: a heart is there at the tap,
// and goes when it could not be kept. Without this script the form does it.
import { say } from "js/lib/spoken"

class HeartTaps extends HTMLElement {
  connectedCallback() {
    this.tapped = (event) => {
      const heart = event.target.closest?.("button[name=heart]")
      if (!heart || heart.form !== this.querySelector("form")) return
      event.preventDefault()
      this.toggle(heart)
    }
    document.addEventListener("click", this.tapped)
  }

  disconnectedCallback() {
    document.removeEventListener("click", this.tapped)
  }

  async toggle(heart) {
    if (heart.hasAttribute("aria-busy")) return
    const wanted = heart.value
    const body = new FormData(heart.form)
    body.set("heart", wanted)
    show(heart, wanted === "on")
    heart.setAttribute("aria-busy", "true")
    const kept = await send(heart.formAction, body)
    heart.removeAttribute("aria-busy")
    if (kept) return
    show(heart, wanted !== "on")
    say(this.getAttribute("sorry") ?? "")
  }
}

function show(heart, on) {
  heart.setAttribute("aria-pressed", String(on))
  heart.value = on ? "off" : "on"
}

async function send(address, body) {
  try {
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" })
    return answer.status === 204
  } catch {
    return false
  }
}

customElements.define("heart-taps", HeartTaps)
