// <push-switch key="…" hidden><form …>…<button data-on>…</button><button data-off>…</button></form>
// <p data-blocked>…</p></push-switch>: whether this phone is told at once. Shown only where a browser
// can; asks for permission at the tap, never before.
class PushSwitch extends HTMLElement {
  async connectedCallback() {
    if (!("PushManager" in window) || !navigator.serviceWorker || !window.Notification) return
    this.hidden = false
    this.addEventListener("submit", (event) => {
      event.preventDefault()
      this.turn(event.submitter?.hasAttribute("data-on"))
    })
    this.show(await this.current())
  }

  async current() {
    const registration = await navigator.serviceWorker.getRegistration("/parent/")
    return registration?.pushManager.getSubscription()
  }

  async turn(on) {
    this.toggleAttribute("aria-busy", true)
    const told = await (on ? this.subscribe() : this.stop()).catch(() => false)
    this.removeAttribute("aria-busy")
    this.show(await this.current(), told === false)
  }

  async subscribe() {
    if ((await Notification.requestPermission()) !== "granted") return false
    const registration = await navigator.serviceWorker.ready
    const own = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(this.getAttribute("key")) })
    const { endpoint, keys } = own.toJSON()
    const kept = await this.tell({ act: "on", endpoint, ...keys })
    if (!kept) await own.unsubscribe()
    return kept
  }

  async stop() {
    const own = await this.current()
    if (!own) return true
    const kept = await this.tell({ act: "off", endpoint: own.endpoint })
    if (kept) await own.unsubscribe()
    return kept
  }

  async tell(fields) {
    const form = this.querySelector("form")
    const body = new FormData(form)
    for (const [name, value] of Object.entries(fields)) body.set(name, value)
    const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" })
    return answer.status === 204
  }

  show(own, failed = false) {
    const blocked = Notification.permission === "denied"
    this.querySelector("[data-on]").hidden = Boolean(own) || blocked
    this.querySelector("[data-off]").hidden = !own
    this.querySelector("[data-is-on]").hidden = !own
    this.querySelector("[data-blocked]").hidden = !blocked
    this.querySelector("[data-failed]").hidden = !failed || blocked
  }
}

function bytes(key) {
  const plain = atob(key.replace(/-/g, "+").replace(/_/g, "/"))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}

customElements.define("push-switch", PushSwitch)
