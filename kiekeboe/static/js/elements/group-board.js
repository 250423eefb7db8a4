// <group-board>: choosing children, and what the buttons on the board do.
import { BoardTiles } from "js/elements/board-tiles"
import { openDoor } from "js/elements/door-sheet"
import { openLog, openMore } from "js/group/logging"
import { allowed } from "js/group/acting"
import { fill } from "js/group/fill"
import { look } from "js/group/looking"
import { room } from "js/group/room"
import { hiddenKinds, isHere } from "js/group/tiles"
import { go } from "js/group/views"
import { listed, word } from "js/group/words"
import { uuid7 } from "js/lib/ids"
import { keep, tell } from "js/lib/telling"

const TICK = 15_000
const CLICK = 30 // ms from lifting a finger to its click
const HELD = 2_000 // a finger that rests on the board holds it up no longer

class GroupBoard extends HTMLElement {
  connectedCallback() {
    this.chosen = new Set()
    this.tiles = new BoardTiles(this)
    this.addEventListener("click", (event) => this.tapped(event))
    // The network comes and goes without a new view: then there is nothing to draw.
    this.after = () => this.pressed() || ((room.view !== this.drawn || room.update !== this.newer) && this.draw())
    this.addEventListener("pointerdown", () => (this.since = performance.now()))
    this.release = () => setTimeout(() => ((this.since = undefined), this.after()), CLICK)
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, this.release)
    room.addEventListener("changed", this.after)
    room.ready.then(this.after)
    this.minute = setInterval(() => room.view && this.tiles.tick(room.view), TICK)
  }

  disconnectedCallback() {
    room.removeEventListener("changed", this.after)
    for (const end of ["pointerup", "pointercancel"]) removeEventListener(end, this.release)
    clearInterval(this.minute)
  }

  // A tile that changes under a finger would swallow the tap: the board waits until it is lifted.
  pressed() {
    return this.since !== undefined && performance.now() - this.since < HELD
  }

  tapped(event) {
    const target = event.target.closest("button")
    if (!target) return
    const { child, quick, log, door, more, arrives, wakes, opens, group } = target.dataset
    if (child && target.matches(".tile-pick")) this.toggle(child)
    else if (quick) this.choose(quick)
    else if (target.matches("[data-clear]")) this.clear()
    else if (log) this.log(log, target)
    else if (door) allowed() && openDoor(door, this.picked)
    else if (more !== undefined) allowed() && openMore(this.picked)
    else if (arrives) this.arrive(arrives)
    else if (wakes) this.wake(wakes)
    else if (opens) document.getElementById(opens).showModal()
    else if (group !== undefined) this.show(group)
  }

  get seats() {
    const shown = new Set([...this.querySelectorAll(".tiles > .tile:not([hidden])")].map((tile) => tile.dataset.key))
    return (room.view?.seats ?? []).filter((seat) => shown.has(seat.id))
  }

  get picked() {
    return (room.view?.seats ?? []).filter((seat) => this.chosen.has(seat.id))
  }

  show(group) {
    look("group", group)
    this.draw()
  }

  toggle(child) {
    if (!this.chosen.delete(child)) this.chosen.add(child)
    this.mark()
  }

  clear() {
    this.chosen.clear()
    this.mark()
  }

  choose(which) {
    this.chosen = new Set(this.which(which).map((seat) => seat.id))
    this.mark()
  }

  which(name, seats = this.seats) {
    const here = seats.filter(isHere)
    if (name === "awake") return here.filter((seat) => seat.state === "present")
    return name === "babies" ? here.filter((seat) => seat.months < 12) : here
  }

  log(kind, button) {
    if (!this.chosen.size) return this.ask()
    if (button.getAttribute("aria-disabled") === "true") return tell(word("hidden_kind"))
    if (!allowed()) return
    if (kind === "photo") go("photo", [...this.chosen].join(","))
    else openLog(kind, this.picked)
  }

  ask() {
    const asking = this.querySelector("[data-ask]")
    asking.textContent = word("for_whom")
    asking.closest(".pickbar").dataset.asking = ""
    tell(word("for_whom"))
  }

  // One tap: the child is here; who brought it can be said after that.
  async arrive(child) {
    if (!allowed()) return
    const visit = uuid7()
    const kept = await keep([["arrive", { visits: [{ visit, child, at: room.now().toISOString() }] }]])
    if (!kept) return
    const next = [word("who_brought"), () => openDoor("bringer", [room.view.seats.find((seat) => seat.id === child)])]
    tell(word("is_here"), { children: [child], undo: [["undo_arrive", { visit }]], next })
  }

  async wake(entry) {
    if (!allowed()) return
    const seat = room.view.seats.find((one) => one.nap?.entry === entry)
    if (!seat || !(await keep([["wake", { entry, at: room.now().toISOString() }]]))) return
    tell(word("awake"), { children: [seat.id], kind: "slaap", undo: [["sleep_on", { entry }]] })
  }

  draw() {
    const { view } = room
    if (!view) return
    Object.assign(this, { drawn: view, newer: room.update })
    const there = new Set(view.seats.map((seat) => seat.id))
    for (const child of this.chosen) if (!there.has(child)) this.chosen.delete(child)
    this.tiles.draw(view)
    this.mark()
    document.querySelector("board-view")?.draw()
  }

  // What is chosen: only attributes of tiles change, so that a tap is answered at once.
  mark() {
    const { picked, seats } = this
    for (const tile of this.querySelectorAll(".tile-pick")) {
      const pressed = String(this.chosen.has(tile.dataset.child))
      if (tile.getAttribute("aria-pressed") !== pressed) tile.setAttribute("aria-pressed", pressed)
    }
    this.querySelector("[data-nobody]").hidden = picked.length > 0
    this.querySelector("[data-somebody]").hidden = picked.length === 0
    this.querySelector("[data-names]").textContent = listed(picked.map((seat) => seat.first)) + warning(picked)
    const { who } = room.view ?? {}
    this.querySelector("[data-logging]").textContent = who ? word("logging_choose", { name: who.first }) : word("pin_first")
    for (const name of ["awake", "babies", "all"]) {
      this.querySelector(`[data-quick=${name}] [data-count]`).textContent = this.which(name, seats).length
    }
    this.querySelector("[data-somebody] .faces").replaceChildren(...picked.slice(0, 6).map((seat) => fill("t-small-face", seat)))
    this.offer(picked)
  }

  offer(picked) {
    const all = (test) => picked.length > 0 && picked.every(test)
    this.querySelector("[data-door=leaving]").hidden = !all(isHere)
    this.querySelector("[data-door=arriving]").hidden = !all((seat) => !isHere(seat))
    const card = this.querySelector("[data-card]")
    card.hidden = picked.length !== 1
    if (picked.length === 1) card.href = `#child=${picked[0].id}`
    for (const button of this.querySelectorAll(".dock [data-log]")) {
      button.setAttribute("aria-disabled", String(all((seat) => hiddenKinds(seat).includes(button.dataset.log))))
    }
  }
}

// Two children with one first name are easily mistaken for each other.
function warning(picked) {
  const twin = picked.find((seat) => seat.namesake)
  return twin ? `. ${word("same_name", { name: twin.first })}` : ""
}

customElements.define("group-board", GroupBoard)
