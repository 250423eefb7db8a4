// The room: what the tablet knows, shows and keeps. Elements draw room.view at each "changed", and
// write with room.do(). Other events: "full" (detail.sentence: little or no room is left).
import { Clock } from "js/group/clock"
import { Desk } from "js/group/desk"
import { Hearing } from "js/group/hearing"
import * as keep from "js/group/keep"
import { live } from "js/group/living"
import { Offline, Unpaired } from "js/group/net"
import { view } from "js/group/seats"
import { Photos, Words } from "js/group/sending"
import * as tabs from "js/group/tabs"
import { Turns } from "js/group/turns"
import * as updates from "js/group/updates"
import { forgetAll, forgetButUnsent } from "js/group/wiping"
import { Written } from "js/group/written"
import { uuid7 } from "js/lib/ids"

const TOUCHED = 60_000

class Room extends Desk {
  constructor() {
    super()
    this.clock = new Clock({ date: () => Date.now(), mono: () => performance.now() })
    Object.assign(this, { view: null, online: true, since: null, update: false, page: uuid7(), touched: -TOUCHED })
    this.hearing = new Hearing(this)
    this.turns = new Turns(this)
    this.written = new Written(this)
    this.lanes = [new Words(this, "words"), new Photos(this, "photos")]
    this.ready = this.open()
  }

  async open() {
    const kept = await keep.start(["clock", "turn", "snapshot", "closed", "contact"])
    this.clock = new Clock({ date: () => Date.now(), mono: () => performance.now(), kept: kept.clock })
    this.written.begin(kept.items)
    this.since = kept.contact ? new Date(kept.contact).toISOString() : null
    await this.hearing.begin(kept, this.turns.take(kept.turn))
    this.draw()
    await this.hearing.forgetOld(this.clock.now())
  }

  // Who is here

  async unlock(employee, pin) {
    await this.ready
    const answer = await this.turns.unlock(employee, pin)
    if (answer.ok) this.touch()
    return answer
  }

  lock() {
    return this.turns.lock()
  }

  touch() {
    this.touched = performance.now()
    this.turns.touch()
  }

  turned() {
    this.draw()
    tabs.tell("told")
    this.send()
  }

  // The server

  async refresh() {
    await this.ready
    await this.hearing.refresh().catch((problem) => this.lost(problem))
    this.send()
  }

  send() {
    if (!this.gone && this.started) for (const lane of this.lanes) lane.poke()
  }

  background() {
    return performance.now() - this.touched < TOUCHED ? {} : { "X-Background": "1" }
  }

  rows() {
    return this.written.fromDisk()
  }

  mark(ids, on) {
    for (const id of ids) this.written.sending[on ? "add" : "delete"](id)
    this.changed()
  }

  async settled(patches) {
    await this.written.change(patches)
    const noise = this.written.all.filter((one) => one.kind === "pin_tries" && one.state === "refused")
    if (noise.length) await this.written.remove(noise.map((one) => one.id))
    this.draw()
    tabs.tell("written")
    this.hearing.refresh().catch((problem) => this.lost(problem))
  }

  // A new snapshot is here.
  async shown() {
    const { told, closed } = this.hearing
    const kept = closed ?? (await keep.get("closed").then((one) => one && { closed_head: one.head }))
    await this.written.forgetShown({ open: told.head, closed: kept?.closed_head ?? told.head })
    this.draw()
  }

  contact() {
    const was = this.online
    this.online = true
    this.since = this.now().toISOString()
    keep.set("contact", this.clock.now()).catch(() => {})
    keep.set("clock", this.clock.kept).catch(() => {}) // the page may be gone in a moment
    if (was) return
    this.changed()
    this.send()
  }

  lost(problem) {
    if (problem instanceof Unpaired) return void this.forget()
    if (!(problem instanceof Offline)) return this.report(problem)
    if (!this.online) return
    this.online = false
    this.changed()
  }

  // Three days without contact: what was not sent stays, and nobody can read it here.
  async forgetUnsent() {
    await forgetButUnsent(this.hearing.told?.sealing)
    await Promise.all([this.turns.load(), this.rows()])
    await this.hearing.load(null)
    sessionStorage.clear()
    this.draw()
  }

  async forget() {
    if (this.gone) return
    this.gone = true
    tabs.tell("gone")
    await forgetAll()
  }

  // Telling

  now() {
    return new Date(this.clock.now())
  }

  draw() {
    const told = this.hearing.snapshot
    const found = view(told, this.written.all, this.now().toISOString(), this.turns.turn)
    this.view = { ...found, zone: told?.zone ?? null, organisation: told?.organisation ?? null }
    this.changed()
  }

  changed() {
    this.dispatchEvent(new CustomEvent("changed"))
  }

  tell(what) {
    tabs.tell(what)
  }

  full(sentence) {
    this.dispatchEvent(new CustomEvent("full", { detail: { sentence } }))
  }

  report(problem) {
    console.warn(problem)
  }

  newer() {
    this.update = true
    this.changed()
  }

  takeUpdate() {
    updates.takeUpdate()
  }
}

export const room = new Room()
live(room).catch((problem) => room.report(problem))
