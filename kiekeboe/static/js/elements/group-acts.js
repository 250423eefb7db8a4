// Buttons of the menu pages: put, take back, open a sheet, set a time. Each says what happened.
import { openSheet } from "js/lib/sheets"
import { show, tell } from "js/lib/telling"
import { write } from "js/lib/writing"

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-puts], [data-deletes], [data-opens-sheet]")
  if (!button) return
  const { puts, deletes, opensSheet, asks } = button.dataset
  if (opensSheet) return openSheet(opensSheet)
  if (asks && !button.hasAttribute("data-sure")) {
    button.setAttribute("data-sure", "")
    button.lastChild.textContent = asks
    return
  }
  const answer = await write(puts ? "PUT" : "DELETE", puts ?? deletes)
  if (answer.ok) show()
  else tell(answer.sentence)
})

// <visit-times data-visit data-day>: the true times of a visit.
class VisitTimes extends HTMLElement {
  connectedCallback() {
    this.querySelector("button").addEventListener("click", () => this.save())
  }

  async save() {
    const told = {}
    for (const input of this.querySelectorAll("input")) {
      const moment = new Date(this.dataset.day)
      const [hours, minutes] = input.value.split(":").map(Number)
      moment.setHours(hours, minutes, 0, 0)
      told[input.dataset.what ?? "left_at"] = moment.toISOString()
    }
    const answer = await write("PUT", `/group/visits/${this.dataset.visit}/times/`, told)
    if (answer.ok) show()
    else tell(answer.sentence)
  }
}

customElements.define("visit-times", VisitTimes)
