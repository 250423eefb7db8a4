// <talk-box thread="/parent/messages/…/" reader="<person>" waits="…" failed="…"><form>…: says
// something at once, or later when there is internet, and never twice: the id stays the same.
// Without JavaScript it is a plain form.
import { uuid7 } from "js/lib/ids"
import { say } from "js/lib/spoken"
import { forget, keep, unsent } from "js/lib/unsent"

const LONGEST = 60_000

class TalkBox extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form")
    this.text = this.form.elements.namedItem("text")
    this.file = this.form.elements.namedItem("file")
    this.least = this.text.rows
    this.form.addEventListener("submit", (event) => this.submitted(event))
    this.text.addEventListener("keydown", (event) => this.typed(event))
    this.text.addEventListener("input", () => this.grow())
    this.file.addEventListener("change", () => this.chosen())
    this.wake = () => this.send()
    addEventListener("online", this.wake)
    document.addEventListener("connected-again", this.wake)
    document.addEventListener("visibilitychange", this.wake)
    this.show().then(this.wake)
  }

  disconnectedCallback() {
    removeEventListener("online", this.wake)
    document.removeEventListener("connected-again", this.wake)
    document.removeEventListener("visibilitychange", this.wake)
    clearTimeout(this.later)
  }

  typed(event) {
    const wide = matchMedia("(min-width: 60rem) and (pointer: fine)").matches
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && wide) {
      event.preventDefault()
      this.form.requestSubmit()
    }
  }

  grow() {
    this.text.rows = Math.min(6, Math.max(this.least, this.text.value.split("\n").length))
  }

  chosen() {
    this.querySelector("[data-files]").textContent = [...this.file.files].map((one) => one.name).join(", ")
  }

  async submitted(event) {
    event.preventDefault()
    const text = this.text.value.trim()
    const files = [...this.file.files]
    if (!text && !files.length) return this.text.focus()
    const message = {
      id: uuid7(), thread: this.getAttribute("thread"), reader: this.getAttribute("reader"), text, files,
      urgent: this.form.elements.namedItem("urgent")?.checked ?? false,
    }
    try {
      await keep(message)
    } catch {
      return this.form.submit() // no room on this phone: the plain way
    }
    this.form.reset()
    this.grow()
    this.chosen()
    this.refused("")
    await this.show()
    this.send()
  }

  refused(sentence) {
    const box = this.querySelector("[role=alert]")
    box.hidden = !sentence
    box.querySelector("[data-refused]").textContent = sentence
  }

  // What waits, under the conversation.
  async show() {
    const list = document.getElementById("waiting")
    const waiting = await unsent(this.getAttribute("thread"), this.getAttribute("reader")).catch(() => [])
    list.replaceChildren(...waiting.map((one) => this.bubble(one)))
    if (waiting.length) list.scrollIntoView({ block: "end" })
    return waiting
  }

  bubble(message) {
    const item = document.createElement("li")
    item.className = "bubble"
    item.dataset.own = ""
    const box = document.createElement("div")
    box.className = "bubble-box"
    const text = document.createElement("p")
    text.className = "text"
    text.textContent = [message.text, ...message.files.map((one) => one.name)].filter(Boolean).join("\n")
    box.append(text)
    const meta = document.createElement("p")
    meta.className = "bubble-meta"
    meta.textContent = this.getAttribute("waits")
    item.append(box, meta)
    return item
  }

  async send() {
    if (this.busy || document.visibilityState === "hidden") return
    this.busy = true
    clearTimeout(this.later)
    try {
      for (const one of await this.show()) if (!(await this.post(one))) return this.again()
      this.wait = 0
    } finally {
      this.busy = false
    }
  }

  again() {
    this.wait = Math.min((this.wait || 1000) * 2, LONGEST)
    this.later = setTimeout(this.wake, this.wait * (0.5 + Math.random()))
  }

  // True when it needs no other try: it is said, or refused with a sentence.
  async post(message) {
    const body = new FormData(this.form)
    body.delete("file")
    body.set("id", message.id)
    body.set("text", message.text)
    if (message.urgent) body.set("urgent", "yes")
    for (const file of message.files) body.append("file", file, file.name)
    let answer
    try {
      answer = await fetch(message.thread, {
        method: "POST", body, headers: { "X-Background": "1" }, credentials: "same-origin",
      })
    } catch {
      return false
    }
    const told = answer.headers.get("content-type")?.includes("json") ? await answer.json() : null
    if (!told || answer.status >= 500) {
      say(this.getAttribute("failed"))
      return false
    }
    if (told.sentence) {
      this.refused(told.sentence)
      if (!this.text.value) this.text.value = message.text
      this.grow()
    }
    await forget(message.id)
    if (told.address && told.address !== location.pathname) return location.replace(told.address)
    document.dispatchEvent(new CustomEvent("said"))
    await this.show()
    return true
  }
}

customElements.define("talk-box", TalkBox)
