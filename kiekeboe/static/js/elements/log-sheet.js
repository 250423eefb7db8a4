// <log-sheet>: reads the sheet into entries, one per child, and saves them in one request.
import { closeSheet } from "js/lib/sheets"
import { momentOf, readField } from "js/lib/controls"
import { show, tell } from "js/lib/telling"
import { uuid7 } from "js/lib/ids"
import { problemsOf, write } from "js/lib/writing"

class LogSheet extends HTMLElement {
  connectedCallback() {
    this.ids = new Map()
    this.addEventListener("click", (event) => {
      if (event.target.closest("[data-save]")) this.save()
      if (event.target.closest("[data-withdraw]")) this.withdraw()
      if (event.target.closest("[data-field], [data-moment]")) this.doubt("")
    })
    this.addEventListener("input", () => this.doubt(""))
  }

  get lines() {
    return [...this.querySelectorAll("[data-line]")]
  }

  get title() {
    return this.querySelector("h2").textContent
  }

  children() {
    return this.lines.map((line) => ({ id: line.dataset.line, name: line.querySelector("b").textContent }))
  }

  entry(line) {
    const inside = [...line.querySelectorAll("[data-field]")]
    const shared = [...this.querySelectorAll("[data-field]")].filter((field) => !field.closest("[data-line]"))
    const told = { details: {} }
    for (const field of [...shared, ...inside]) {
      const value = readField(field)
      if (value === null || value === "") continue
      if (field.dataset.where === "entry") told[field.dataset.field] = value
      else told.details[field.dataset.field] = value
    }
    told.started_at = momentOf(this, "started_at")
    told.ended_at = this.querySelector("details[data-ended][open]") ? momentOf(this, "ended_at") : null
    told.note = this.querySelector("[data-note]").value
    return told
  }

  async save() {
    const { entry, revision, name: kind } = this.dataset
    if (entry) return this.change(entry, Number(revision))
    // The ids stay the same when it is sent again after a failure.
    const entries = this.lines.map((line) => ({
      id: this.idFor(line.dataset.line),
      child: line.dataset.line,
      kind,
      confirmed: this.sure === true,
      ...this.entry(line),
    }))
    const answer = await write("PUT", "/group/entries/", { entries })
    const problems = problemsOf(answer)
    if (answer.confirm) return this.doubt(answer.sentence)
    if (!answer.ok || problems.length) return this.refuse(answer, problems)
    const undo = entries.map((one) => ["DELETE", `/group/entries/${one.id}/`])
    this.done(this.title, undo)
  }

  // A medicine is read back once more; changing anything asks again.
  doubt(sentence) {
    this.sure = sentence !== ""
    const banner = this.querySelector("[data-doubt]")
    const save = this.querySelector("[data-save]")
    if (!save.dataset.sure) return
    this.words ??= save.lastElementChild.textContent
    banner.hidden = !this.sure
    banner.querySelector("[data-sentence]").textContent = sentence
    this.querySelector("[data-problem]").textContent = ""
    save.lastElementChild.textContent = this.sure ? save.dataset.sure : this.words
    if (this.sure) banner.scrollIntoView({ block: "nearest" })
  }

  idFor(child) {
    if (!this.ids.has(child)) this.ids.set(child, uuid7())
    return this.ids.get(child)
  }

  async change(id, based_on) {
    const answer = await write("PUT", `/group/entries/${id}/`, { based_on, ...this.entry(this.lines[0]) })
    if (answer.ok) this.done(this.title, [])
    else this.refuse(answer, [])
  }

  async withdraw() {
    const { entry } = this.dataset
    const answer = await write("DELETE", `/group/entries/${entry}/`)
    if (answer.ok) this.done(this.title, [["PUT", `/group/entries/${entry}/restored/`]])
    else this.refuse(answer, [])
  }

  // What was saved is done; who was refused stays in the sheet, with the reason.
  refuse(answer, problems) {
    const refused = new Set(problems.map((one) => one.id))
    if (problems.length) {
      for (const line of this.lines) if (!refused.has(this.ids.get(line.dataset.line))) line.remove()
    }
    const names = new Map(this.children().map((child) => [this.ids.get(child.id), child.name]))
    const told = problems.map((one) => `${names.get(one.id)}: ${one.sentence}`)
    this.querySelector("[data-problem]").textContent = told.join(" ") || answer.sentence
    if (problems.length) show()
  }

  async done(text, undo) {
    const children = this.children()
    closeSheet()
    document.querySelector("group-board")?.clear()
    if (document.getElementById("live")) await show()
    tell(text, { children, kind: this.dataset.kind, undo })
    if (!document.getElementById("live")) setTimeout(show, undo.length ? 12_000 : 300)
  }
}

customElements.define("log-sheet", LogSheet)
