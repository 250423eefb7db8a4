// What the server tells: the snapshot, kept on the tablet; its closed part under the key of the room.
import * as keep from "js/group/keep"
import { ask, Offline } from "js/group/net"
import * as passes from "js/group/passes"

const PAUSE = 1_500 // between two questions after live news
export const DAY_AND_HALF = 36 * 3_600_000

export class Hearing {
  constructor(room) {
    Object.assign(this, { room, told: null, closed: null, csrf: "", etag: null, last: -PAUSE })
  }

  async load(turn) {
    return this.begin(await keep.start(["snapshot", "closed"]), turn)
  }

  begin({ snapshot: kept, closed }, turn) {
    Object.assign(this, { told: kept?.told ?? null, etag: kept?.etag ?? null, csrf: kept?.csrf ?? "" })
    return this.open(turn, closed)
  }

  // The closed part is in sight only while somebody is unlocked.
  async reveal(turn) {
    await this.open(turn, turn && (await keep.get("closed")))
  }

  async open(turn, kept) {
    const closed = turn && kept ? await passes.open(turn.opener, kept) : null
    this.closed = closed && { closed, closed_head: kept.head, closed_day: kept.day }
  }

  get snapshot() {
    return this.told && { ...this.told, closed: null, ...this.closed }
  }

  // Soon, and once for all news that comes meanwhile.
  refresh() {
    this.asked ??= new Promise((done, failed) => {
      const wait = Math.max(this.last + PAUSE - performance.now(), 0)
      setTimeout(() => {
        this.asked = null
        this.fetch().then(done, failed)
      }, wait)
    })
    return this.asked
  }

  // One question at a time; `whole`: also what we have already.
  fetch({ whole = false } = {}) {
    const again = () => this.now(whole)
    this.running = (this.running ?? Promise.resolve()).then(again, again)
    return this.running
  }

  async now(whole) {
    const { room } = this
    this.last = performance.now()
    const known = this.told && this.etag && !whole && (!room.turns.turn || this.closed)
    const headers = { ...room.background(), ...(known ? { "If-None-Match": this.etag } : {}) }
    const answer = await ask("/group/snapshot/", { headers })
    if (answer.at) room.clock.heard(answer.at, answer.took)
    if (answer.status === 304) return room.contact()
    if (answer.status !== 200 || answer.told?.v !== 1) throw new Offline(`snapshot: ${answer.status}`)
    await this.take(answer)
    room.contact()
    await room.turns.agree(answer.told.turn)
  }

  async take({ told: { closed, csrf, ...told }, etag }) {
    const { turn } = this.room.turns
    const mine = closed && turn?.employee === told.turn?.employee ? closed : null
    Object.assign(this, { told, csrf, etag })
    if (mine) this.closed = { closed: mine, closed_head: told.head, closed_day: told.day }
    await this.room.shown()
    await keep.set("snapshot", { told, csrf, etag })
    if (mine && turn.opener) await keep.set("closed", { ...(await passes.seal(turn.opener, mine)), head: told.head, day: told.day })
    this.room.tell("told")
  }

  // Children are kept for a day and a half.
  async forgetOld(now) {
    if (!this.told || now - Date.parse(this.told.at) <= DAY_AND_HALF) return
    const { at, zone, day, language, organisation, device, sealing } = this.told
    const bare = { at, zone, day, language, organisation, device, sealing, head: this.told.head, group: this.told.group, groups: [], children: [], colleagues: [], muster: null }
    Object.assign(this, { told: bare, closed: null, etag: null })
    await keep.set("snapshot", { told: bare, csrf: this.csrf, etag: null })
    await keep.unset("closed")
  }
}
