// <nap-timer since="2026-04-14T11:05:00Z" hour="u">42 min</nap-timer>
import { minutesBetween, spell } from "js/lib/durations"

class NapTimer extends HTMLElement {
  connectedCallback() {
    this.since = new Date(this.getAttribute("since"))
    this.interval = setInterval(() => this.tick(), 30_000)
    this.tick()
  }

  disconnectedCallback() {
    clearInterval(this.interval)
  }

  tick() {
    this.textContent = spell(minutesBetween(this.since, new Date()), this.getAttribute("hour") ?? "u")
  }
}

customElements.define("nap-timer", NapTimer)
