// Who is at the tablet: unlocking with a PIN, with and without network, and locking again.
import * as keep from "js/group/keep"
import { ask } from "js/group/net"
import * as passes from "js/group/passes"
import { word } from "js/group/words"
import { clock } from "js/lib/times"

const IDLE = 10 * 60_000
const SHORT = 3_000 // so long we wait for the server when the tablet can check the PIN itself
const LONG = 15_000
const NOTE = 15_000

export class Turns {
  constructor(room) {
    Object.assign(this, { room, turn: null, used: 0, noted: 0 })
  }

  async load() {
    return this.take(await keep.get("turn"))
  }

  // The turn of before, unless nobody touched the tablet for too long.
  take(kept) {
    const fits = kept && Math.abs(Date.now() - kept.used) < IDLE
    this.turn = fits ? kept : null
    this.used = this.room.clock.watch()
    if (kept && !fits) keep.unset("turn").catch((problem) => this.room.report(problem))
    return this.turn
  }

  touch() {
    this.used = this.room.clock.watch()
    if (!this.turn || Date.now() - this.noted < NOTE) return
    this.noted = Date.now()
    keep.set("turn", { ...this.turn, used: this.noted }).catch(() => {})
  }

  // Ten minutes without a touch.
  idle() {
    if (this.turn && this.room.clock.watch() - this.used > IDLE) return this.lock()
  }

  // { ok, sentence }: the server first, and the pass on this tablet when there is no answer.
  async unlock(employee, pin) {
    // Browsers give keys only to pages that came over https, or from the machine itself.
    if (!globalThis.crypto?.subtle) return { ok: false, sentence: word("needs_https") }
    this.busy = true
    try {
      return (await this.online(employee, pin)) ?? (await this.offline(employee, pin))
    } finally {
      this.busy = false
    }
  }

  async online(employee, pin, again = true) {
    const { room } = this
    const known = await keep.get(`pass:${employee}`)
    try {
      if (!room.hearing.csrf) await room.hearing.fetch({ whole: true })
      const body = new URLSearchParams({ employee, pin })
      const answer = await ask("/group/turn/", { method: "POST", body, headers: this.headers, limit: known ? SHORT : LONG })
      if (answer.status === 200 && answer.told?.pass) return await this.welcome(answer.told, pin)
      if (answer.status === 403 && again) {
        await room.hearing.fetch({ whole: true })
        return await this.online(employee, pin, false)
      }
      if (answer.status >= 500) return null
      room.contact()
      return { ok: false, sentence: answer.told?.sentence ?? word("went_wrong"), ...answer.told }
    } catch (problem) {
      room.lost(problem)
      return null
    }
  }

  async welcome({ employee, pass }, pin) {
    this.room.contact()
    await this.begin(employee, pass)
    // Keeping the pass is slow on purpose; nobody waits for it.
    this.keeping = passes.store(employee, pin, pass).catch((problem) => this.room.report(problem))
    await this.room.hearing.fetch().catch((problem) => this.room.lost(problem))
    return { ok: true, sentence: "" }
  }

  async offline(employee, pin) {
    const { room } = this
    const found = await passes.unseal(employee, pin, room.clock.now())
    if (found.keys) {
      await this.begin(employee, found.keys)
      return { ok: true, sentence: "" }
    }
    if (found.none) return { ok: false, sentence: word("pin_needs_internet") }
    if (found.left !== undefined) room.do("pin_tries", { employee, count: 1, at: room.now().toISOString() }).catch(() => {})
    if (found.until) return { ok: false, sentence: word("pin_waits", { time: clock(found.until) }), left: 0, until: found.until }
    return { ok: false, sentence: word("pin_wrong", { n: found.left }), left: found.left }
  }

  async begin(employee, pass) {
    const keys = await passes.turnKeys(pass)
    const at = Date.now()
    this.turn = { employee, pass: pass.id, since: at, used: at, ...keys }
    this.used = this.room.clock.watch()
    await keep.set("turn", this.turn).catch((problem) => this.room.report(problem))
    await this.room.hearing.reveal(this.turn)
    this.room.turned()
  }

  // Nobody is at the tablet now; the server hears it when it can.
  async lock() {
    if (!this.turn) return
    this.turn = null
    this.room.hearing.closed = null
    this.room.turned()
    await keep.unset("turn")
    await this.end().catch((problem) => this.room.lost(problem))
  }

  end() {
    return ask("/group/turn/end/", { method: "POST", headers: this.headers, redirect: "manual" })
  }

  // The server and the tablet say the same of who is here. told: the turn in the snapshot, or null.
  async agree(told) {
    const { turn } = this
    if (this.busy || told?.employee === turn?.employee) return
    if (!turn) return void (await this.end())
    const at = new Date(this.room.clock.now()).toISOString()
    const body = JSON.stringify({ pass: turn.pass, at, mac: await passes.sign(turn.signer, `resume:${at}`) })
    const answer = await ask("/group/turn/resume/", { method: "POST", body, headers: { ...this.headers, "Content-Type": "application/json" } })
    if (answer.status === 200) this.room.hearing.refresh().catch((problem) => this.room.lost(problem))
    else if (answer.status < 500 && answer.told?.sentence) await this.refused(turn)
  }

  // The pass does not hold any more: what it signed from here on would be refused.
  async refused({ employee }) {
    await passes.forget(employee)
    await this.lock()
  }

  get headers() {
    return { "X-CSRFToken": this.room.hearing.csrf }
  }
}
