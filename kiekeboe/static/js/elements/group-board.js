// <group-board>: choosing children, and what the buttons on the board do.
import { openSheet } from "js/lib/sheets"
import { listed, show, tell } from "js/lib/telling"
import { uuid7 } from "js/lib/ids"
import { write } from "js/lib/writing"

class GroupBoard extends HTMLElement {
  connectedCallback() {
    this.chosen = new Set()
    this.addEventListener("click", (event) => this.tapped(event))
    this.after = () => this.draw()
    document.addEventListener("refreshed", this.after)
    this.minute = setInterval(() => document.visibilityState === "visible" && show(), 60_000)
    this.draw()
  }

  disconnectedCallback() {
    document.removeEventListener("refreshed", this.after)
    clearInterval(this.minute)
  }

  tapped(event) {
    const target = event.target.closest("button")
    if (!target) return
    const { child, quick, log, sheet, arrives, wakes, opens } = target.dataset
    if (child && target.matches(".tile-pick")) this.toggle(child)
    else if (quick) this.choose(quick)
    else if (target.matches("[data-clear]")) this.clear()
    else if (log) this.log(log, target)
    else if (sheet) this.open(`/group/sheet/${sheet}/`)
    else if (arrives) this.arrive(arrives)
    else if (wakes) this.wake(wakes, target)
    else if (opens) document.getElementById(opens).showModal()
  }

  get tiles() {
    return [...this.querySelectorAll(".tile-pick")]
  }

  get picked() {
    return this.tiles.filter((tile) => this.chosen.has(tile.dataset.child))
  }

  toggle(child) {
    if (!this.chosen.delete(child)) this.chosen.add(child)
    this.draw()
  }

  clear() {
    this.chosen.clear()
    this.draw()
  }

  choose(which) {
    this.chosen = new Set(this.which(which).map((tile) => tile.dataset.child))
    this.draw()
  }

  which(name) {
    const here = this.tiles.filter((tile) => tile.dataset.visit && !tile.closest("[hidden]"))
    if (name === "awake") return here.filter((tile) => !tile.querySelector(".tile-timer"))
    return name === "babies" ? here.filter((tile) => Number(tile.dataset.months) < 12) : here
  }

  log(kind, button) {
    if (!this.picked.length) return this.ask()
    if (button.getAttribute("aria-disabled") === "true") return tell(this.dataset.hidden)
    this.kind = kind
    if (kind === "photo") location.assign(`/group/photos/new/?${this.query}`)
    else this.open(`/group/sheet/${kind}/`)
  }

  get query() {
    return this.picked.map((tile) => `child=${tile.dataset.child}`).join("&")
  }

  open(address) {
    openSheet(`${address}?${this.query}`)
  }

  ask() {
    const asking = this.querySelector("[data-ask]")
    asking.textContent = this.dataset.forWhom
    asking.closest(".pickbar").dataset.asking = ""
    tell(this.dataset.forWhom)
  }

  async arrive(child) {
    const id = uuid7()
    const { name } = this.querySelector(`[data-child="${child}"]`).dataset
    const word = this.querySelector(`[data-arrives="${child}"]`).lastElementChild.lastChild.textContent
    const answer = await write("PUT", "/group/visits/", { visits: [{ id, child, at: new Date().toISOString() }] })
    if (!answer.ok) tell(answer.sentence)
    else {
      const next = [this.dataset.brought, () => openSheet(`/group/visits/${id}/bringer/sheet/`)]
      tell(word, { children: [{ id: child, name }], undo: [["DELETE", `/group/visits/${id}/`]], next })
    }
    await show()
  }

  async wake(nap, button) {
    const tile = button.closest(".tile").querySelector(".tile-pick")
    const { child: id, name } = tile.dataset
    const word = button.lastElementChild.lastChild.textContent
    const address = `/group/entries/${nap}/waking/`
    const answer = await write("PUT", address, { at: new Date().toISOString() })
    if (answer.ok) tell(word, { children: [{ id, name }], kind: "slaap", undo: [["DELETE", address]] })
    else tell(answer.sentence)
    await show()
  }

  draw() {
    const picked = this.picked
    for (const tile of this.tiles) tile.setAttribute("aria-pressed", String(this.chosen.has(tile.dataset.child)))
    this.querySelector("[data-nobody]").hidden = picked.length > 0
    this.querySelector("[data-somebody]").hidden = picked.length === 0
    this.querySelector("[data-names]").textContent = listed(picked.map((tile) => tile.dataset.name)) + this.warning(picked)
    for (const name of ["awake", "babies", "all"]) {
      this.querySelector(`[data-quick=${name}] [data-count]`).textContent = this.which(name).length
    }
    this.faces(picked)
    this.offer(picked)
  }

  // Two children with one first name are easily mistaken for each other.
  warning(picked) {
    const same = (document.getElementById("live").dataset.same ?? "").split("|").filter(Boolean)
    const twin = picked.find((tile) => same.includes(tile.dataset.name))
    return twin ? `. ${this.dataset.same.replace("%s", twin.dataset.name)}` : ""
  }

  faces(picked) {
    const copies = picked.slice(0, 6).map((tile) => {
      const copy = document.createElement("span")
      copy.className = "kiekje"
      copy.append(...[...tile.querySelector(".tile-face").childNodes].map((node) => node.cloneNode(true)))
      return copy
    })
    this.querySelector("[data-somebody] .faces").replaceChildren(...copies)
  }

  offer(picked) {
    const all = (test) => picked.length > 0 && picked.every(test)
    this.querySelector("[data-sheet=leaving]").hidden = !all((tile) => tile.dataset.visit)
    this.querySelector("[data-sheet=arriving]").hidden = !all((tile) => !tile.dataset.visit)
    const card = this.querySelector("[data-card]")
    card.hidden = picked.length !== 1
    if (picked.length === 1) card.href = `/group/children/${picked[0].dataset.child}/`
    for (const button of this.querySelectorAll(".dock [data-log]")) {
      const hidden = all((tile) => tile.dataset.not.split(" ").includes(button.dataset.log))
      button.setAttribute("aria-disabled", String(hidden))
    }
  }
}

customElements.define("group-board", GroupBoard)
