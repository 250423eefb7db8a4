// <session-end ends="2026-04-14T12:30:00Z" keep="/account/keep-alive/" hidden>words <button>stay</button></session-end>
// Warns three minutes before the session ends; nothing that was typed is touched.
const AHEAD = 3 * 60_000

class SessionEnd extends HTMLElement {
  connectedCallback() {
    this.plan(new Date(this.getAttribute("ends")))
    this.addEventListener("click", (event) => event.target.closest("button") && this.stay())
  }

  disconnectedCallback() {
    clearTimeout(this.timer)
  }

  plan(ends) {
    clearTimeout(this.timer)
    this.hidden = true
    const wait = Math.max(0, ends - Date.now() - AHEAD)
    if (wait < 2 ** 31) this.timer = setTimeout(() => (this.hidden = false), wait)
  }

  async stay() {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? this.getAttribute("token")
    const answer = await fetch(this.getAttribute("keep"), { method: "POST", headers: { "X-CSRFToken": token } })
    if (answer.ok) this.plan(new Date((await answer.json()).ends))
  }
}

customElements.define("session-end", SessionEnd)
