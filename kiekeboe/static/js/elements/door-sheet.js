// <door-sheet data-way="arriving | leaving | bringer">: who brings and who collects, for one child or several.
import { closeSheet } from "js/lib/sheets"
import { momentOf } from "js/lib/controls"
import { show, tell } from "js/lib/telling"
import { uuid7 } from "js/lib/ids"
import { write } from "js/lib/writing"

class DoorSheet extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.tapped(event.target.closest("button")))
  }

  get lines() {
    return [...this.querySelectorAll("[data-line]")]
  }

  tapped(button) {
    if (!button) return
    if (button.matches("[data-save]")) return this.save()
    if (!button.matches("[data-person], [data-other]")) return
    const line = button.closest("[data-line]")
    for (const one of line.querySelectorAll("[aria-pressed]")) one.setAttribute("aria-pressed", String(one === button))
    const stranger = line.querySelector("[data-stranger]")
    if (stranger) stranger.hidden = !button.matches("[data-other]")
    if (button.matches("[data-other]")) return stranger.querySelector("input").focus()
    // One child and somebody on the list: the tap itself is enough.
    const plain = this.dataset.way !== "arriving" && !button.matches("[data-refused]")
    if (plain && !this.hasAttribute("data-many")) this.save()
  }

  who(line) {
    const typed = line.querySelector("[data-stranger]:not([hidden]) input")?.value.trim()
    return typed ?? line.querySelector("[data-person][aria-pressed=true]")?.dataset.person ?? ""
  }

  async save() {
    const at = momentOf(this, "at")
    const arriving = this.dataset.way === "arriving"
    if (this.dataset.way === "bringer") return this.bringer()
    const confirmed = this.querySelector("[data-confirm]")?.checked === true
    const visits = this.lines.map((line) =>
      arriving
        ? { id: (line.dataset.visit ??= uuid7()), child: line.dataset.line, at, brought_by: this.who(line) }
        : { id: line.dataset.visit, at, collected_by: this.who(line), confirmed },
    )
    const answer = await write("PUT", arriving ? "/group/visits/" : "/group/visits/leaving/", { visits })
    if (!answer.ok) return this.refuse(answer)
    const children = this.lines.map((line) => ({ id: line.dataset.line, name: line.querySelector("b").textContent }))
    const end = arriving ? "" : "leaving/"
    const undo = visits.map((visit) => ["DELETE", `/group/visits/${visit.id}/${end}`])
    const text = this.querySelector("h2").textContent
    closeSheet()
    tell(text, { children, undo })
    document.querySelector("group-board")?.clear()
    await show()
  }

  async bringer() {
    const [line] = this.lines
    const { visit: id, line: child } = line.dataset
    const name = this.who(line)
    const answer = await write("PUT", `/group/visits/${id}/bringer/`, { visits: [{ id, brought_by: name }] })
    if (!answer.ok) return this.refuse(answer)
    const children = [{ id: child, name: line.querySelector("b").textContent }]
    closeSheet()
    tell(name, { children })
    await show()
  }

  refuse(answer) {
    const warning = this.querySelector("[data-warning]")
    if (answer.confirm && warning) {
      warning.hidden = false
      warning.querySelector("[data-sentence]").textContent = answer.sentence
      warning.querySelector("input").focus()
    } else {
      this.querySelector("[data-problem]").textContent = answer.sentence
    }
  }
}

customElements.define("door-sheet", DoorSheet)
