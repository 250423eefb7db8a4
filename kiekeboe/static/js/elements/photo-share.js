// <photo-share>: a photo from the camera or a file, who is in it, who receives it, and sending it.
// The photo is never written to the tablet: it lives in this page until it is sent.
import { uuid7 } from "js/lib/ids"
import { write } from "js/lib/writing"

class PhotoShare extends HTMLElement {
  connectedCallback() {
    this.id_ = uuid7()
    this.addEventListener("change", (event) => event.target.matches("[data-file]") && this.choose(event.target))
    this.addEventListener("click", (event) => {
      const tag = event.target.closest("[data-tag]")
      if (tag) this.toggle(tag)
      if (event.target.closest("[data-send]")) this.send()
    })
    this.judge()
  }

  disconnectedCallback() {
    URL.revokeObjectURL(this.address)
  }

  get tagged() {
    return [...this.querySelectorAll("[data-tag][aria-pressed=true]")].map((tag) => tag.dataset.tag)
  }

  choose(input) {
    if (!input.files[0]) return
    this.photo = input.files[0]
    this.id_ = uuid7()
    URL.revokeObjectURL(this.address)
    this.address = URL.createObjectURL(this.photo)
    const image = this.querySelector("[data-preview]")
    image.src = this.address
    image.hidden = false
    this.problem("")
    this.judge()
  }

  toggle(tag) {
    tag.setAttribute("aria-pressed", String(tag.getAttribute("aria-pressed") !== "true"))
    this.judge()
  }

  async judge() {
    const children = this.tagged
    if (!children.length) return this.draw({ children: [], families: 0 })
    const answer = await write("POST", "/group/photos/verdict/", { children })
    if (answer.ok) this.draw(answer)
    else this.problem(answer.sentence)
  }

  draw(verdict) {
    const rows = verdict.children.map((one) => {
      const row = document.createElement("p")
      row.className = "row"
      row.dataset.tone = one.shown ? "ok" : "none"
      const title = document.createElement("b")
      title.textContent = `${one.title}: ${one.answer}`
      row.append(title, one.why ? ` ${one.why}` : "")
      return row
    })
    this.querySelector("[data-verdict]").replaceChildren(...rows)
    this.ready = Boolean(this.photo && this.tagged.length && !verdict.blocked)
    const button = this.querySelector("[data-send]")
    button.setAttribute("aria-disabled", String(!this.ready))
    const { first, shareOne, shareMany, keep } = this.dataset
    const many = verdict.families === 1 ? shareOne : shareMany
    button.querySelector("span").textContent = this.ready ? (verdict.families ? many.replace("%s", verdict.families) : keep) : first
    if (verdict.blocked) this.problem(verdict.blocked)
  }

  async send() {
    if (!this.ready || this.sending) return
    this.sending = true
    const told = { children: this.tagged, caption: this.querySelector("#caption").value }
    const header = btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(told))))
    const headers = { "X-Photo": header, "Content-Type": this.photo.type || "application/octet-stream" }
    const answer = await write("PUT", `/group/photos/${this.id_}/`, this.photo, headers)
    this.sending = false
    if (answer.ok) location.assign("/group/photos/")
    else this.problem(answer.status ? answer.sentence : this.dataset.failed)
  }

  problem(sentence) {
    this.querySelector("[data-problem]").textContent = sentence
  }
}

customElements.define("photo-share", PhotoShare)
