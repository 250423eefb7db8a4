// <board-view>: which children the board shows and in which order. By name, and everybody, unless somebody chose.
class BoardView extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.chosen(event.target.closest("button")))
    this.again = () => this.draw()
    document.addEventListener("refreshed", this.again)
    document.addEventListener("click", (event) => event.target.closest("[data-show-all]") && this.set("show", "all"))
    this.draw()
  }

  disconnectedCallback() {
    document.removeEventListener("refreshed", this.again)
  }

  chosen(button) {
    const group = button?.closest("[data-view]")
    if (group) this.set(group.dataset.view, button.value)
  }

  set(view, value) {
    sessionStorage.setItem(`board-${view}`, value)
    this.draw()
    document.querySelector("group-board").draw()
  }

  get(view) {
    return sessionStorage.getItem(`board-${view}`) ?? (view === "show" ? "all" : "name")
  }

  draw() {
    for (const group of this.querySelectorAll("[data-view]")) {
      const value = this.get(group.dataset.view)
      for (const one of group.querySelectorAll("button")) one.setAttribute("aria-pressed", String(one.value === value))
    }
    this.sort()
    this.filter(this.get("show"))
  }

  // Who is still to come first, the earliest on top; the others keep the order of their names.
  sort() {
    const list = document.querySelector(".tiles")
    if (!list || this.get("order") !== "time") return
    const expected = [...list.querySelectorAll(".tile:is([data-state=verwacht], [data-state=gemist])")]
    const time = (tile) => tile.querySelector(".tile-state")?.textContent.match(/\d\d:\d\d/)?.[0] ?? ""
    list.prepend(...expected.sort((one, other) => time(one).localeCompare(time(other))))
  }

  filter(show) {
    const fits = {
      all: () => true,
      here: (tile) => ["wakker", "slaapt"].includes(tile.dataset.state),
      asleep: (tile) => tile.dataset.state === "slaapt",
      expected: (tile) => ["verwacht", "gemist"].includes(tile.dataset.state),
    }[show]
    const tiles = [...document.querySelectorAll(".tile")]
    for (const tile of tiles) tile.hidden = !fits(tile)
    const told = document.querySelector("[data-shown]")
    told.hidden = show === "all"
    told.querySelector("b").textContent = `${this.querySelector(`[value=${show}]`).textContent} (${tiles.filter(fits).length})`
  }
}

customElements.define("board-view", BoardView)
