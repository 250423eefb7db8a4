// Buttons on the pages that the server draws: they write as the board does, and ask for the page again.
import { write } from "js/group/acting"
import { room } from "js/group/room"
import { keepFresh } from "js/group/updates"
import { word } from "js/group/words"
import { momentAt } from "js/lib/times"

// <visit-times data-visit data-left>: when a child really went, of a stay that the clock closed.
class VisitTimes extends HTMLElement {
  connectedCallback() {
    this.querySelector("button").addEventListener("click", () => this.save())
  }

  save() {
    const { visit, left } = this.dataset
    act(["times", { visit, left_at: momentAt(this.querySelector("input").value, left) }], word("time_changed"))
  }
}

async function act(item, text) {
  if (!(await write([item], { text }))) return
  const sent = () => room.waiting.length || location.reload()
  room.addEventListener("changed", sent)
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-takes-back]")
  if (!button) return
  const { takesBack, asks } = button.dataset
  if (button.hasAttribute("data-sure")) return act(["photo_withdraw", { photo: takesBack }], word("taken_back"))
  button.setAttribute("data-sure", "")
  button.lastChild.textContent = asks
})

// The language or the hand may have changed: the page that is kept must change too.
if (document.querySelector("[data-keeps-fresh]")) keepFresh()

customElements.define("visit-times", VisitTimes)
