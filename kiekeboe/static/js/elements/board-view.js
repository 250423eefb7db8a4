// <board-view>: the choices in the menu of which children the board shows, and in which order.
import { look, looking } from "js/group/looking"

class BoardView extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.chosen(event.target.closest("button")))
    this.again = (event) => event.target.closest("[data-show-all]") && this.set("show", "all")
    document.addEventListener("click", this.again)
    this.draw()
  }

  disconnectedCallback() {
    document.removeEventListener("click", this.again)
  }

  chosen(button) {
    const group = button?.closest("[data-view]")
    if (group) this.set(group.dataset.view, button.value)
  }

  set(view, value) {
    look(view, value)
    this.draw()
    document.querySelector("group-board").draw()
  }

  draw() {
    for (const group of this.querySelectorAll("[data-view]")) {
      const value = looking(group.dataset.view)
      for (const one of group.querySelectorAll("button")) one.setAttribute("aria-pressed", String(one.value === value))
    }
    const told = document.querySelector("[data-shown]")
    told.hidden = looking("show") === "all"
    const shown = document.querySelectorAll(".tiles > .tile:not([hidden])").length
    told.querySelector("b").textContent = `${this.querySelector(`[value=${looking("show")}]`).textContent} (${shown})`
  }
}

customElements.define("board-view", BoardView)
