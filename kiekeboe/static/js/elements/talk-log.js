// <talk-log address="/parent/messages/…/"><live-updates …>: brings what is new in the list #said.
// A message has its place (data-sequence) and its version (data-key): whatever comes in whatever
// order, the list ends the same as on every other phone.

class TalkLog extends HTMLElement {
  connectedCallback() {
    this.log = document.querySelector("[role=log]")
    this.heard = () => this.bring()
    this.live = this.querySelector("live-updates")
    this.live.addEventListener("news", this.heard)
    document.addEventListener("said", this.heard)
    this.looked = () => this.tell()
    document.addEventListener("visibilitychange", this.looked)
    addEventListener("focus", this.looked)
    this.toEnd()
    this.tell()
  }

  disconnectedCallback() {
    document.removeEventListener("said", this.heard)
    document.removeEventListener("visibilitychange", this.looked)
    removeEventListener("focus", this.looked)
  }

  toEnd() {
    if (!location.hash || location.hash === "#end") this.log.scrollTop = this.log.scrollHeight
  }

  async bring() {
    if (this.busy) return (this.once = true)
    this.busy = true
    try {
      this.take(await this.live.piece(this.getAttribute("address"), "said"))
      this.pause = 0
    } catch {
      this.pause = Math.min((this.pause || 1000) * 2, 60_000)
      setTimeout(this.heard, this.pause * (0.5 + Math.random()))
    } finally {
      this.busy = false
    }
    if (this.once) {
      this.once = false
      return this.bring()
    }
    this.tell()
  }

  take(piece) {
    const list = document.getElementById("said")
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80
    for (const item of [...piece.children]) {
      const known = document.getElementById(item.id)
      if (known?.dataset.key === item.dataset.key) continue
      const fresh = document.adoptNode(item)
      if (known) known.replaceWith(fresh)
      else list.insertBefore(fresh, this.after(list, Number(item.dataset.sequence)))
    }
    list.dataset.through = Math.max(Number(list.dataset.through), Number(piece.dataset.through))
    if (atEnd) this.log.scrollTop = this.log.scrollHeight
  }

  after(list, sequence) {
    return [...list.children].find((one) => Number(one.dataset.sequence) > sequence) ?? null
  }

  // Tell what this person has seen; a phone in a pocket only has it.
  async tell() {
    const through = Number(document.getElementById("said").dataset.through)
    const seen = document.visibilityState === "visible" && document.hasFocus()
    const known = seen ? "read" : "got"
    if (!through || through <= (this[known] ?? 0)) return
    this[known] = through
    const body = new FormData()
    body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value)
    body.set("through", through)
    if (!seen) body.set("only", "delivered")
    const address = `${this.getAttribute("address")}seen/`
    const options = { method: "POST", body, headers: { "X-Background": "1" }, credentials: "same-origin" }
    const answer = await fetch(address, options).catch(() => null)
    if (!answer?.ok) this[known] = 0
    else document.dispatchEvent(new CustomEvent("counted", { detail: await answer.json() }))
  }
}

customElements.define("talk-log", TalkLog)
