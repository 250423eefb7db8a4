// Sends what waits: words in batches, photos one by one beside them. One lane of each, and only one page.
import * as keep from "js/group/keep"
import { ask, Offline } from "js/group/net"
import { AT_ONCE, next, pause, settle } from "js/group/queue"
import { alone } from "js/group/tabs"

const SLOW = 120_000 // for a photo
const CRAWL = 100 // bytes in a millisecond: what a film of many megabytes may take longer

class Lane {
  constructor(room, name) {
    Object.assign(this, { room, name, failures: 0, most: AT_ONCE })
  }

  // Asked again while it runs, it looks once more when it is done.
  poke() {
    if (this.running) return void (this.more = true)
    clearTimeout(this.timer)
    this.running = alone(this.name, () => this.drain())
      .catch((problem) => this.failed(problem))
      .finally(() => {
        this.running = null
        if (this.more) this.poke()
      })
  }

  async drain() {
    do {
      this.more = false
      const { room } = this
      if (room.gone) return
      // Somebody set the clock: first hear what time it is, because that tells when things were written.
      if (room.clock.unsure) await room.hearing.fetch()
      const found = next(await room.rows(), room.clock.now(), this.most)
      const batch = this.pick(found)
      if (batch.length) await this.send(batch)
      else if (found.after) this.later(found.after - room.clock.now())
      if (batch.length) this.more = true
      this.failures = 0
    } while (this.more)
  }

  async send(batch) {
    const ids = batch.map((item) => item.id)
    this.room.mark(ids, true)
    try {
      const answer = await this.put(batch)
      await this.hear(batch, answer)
    } finally {
      this.room.mark(ids, false)
    }
  }

  async hear(batch, { status, told, at, took }) {
    const { room } = this
    if (at) room.clock.heard(at, took)
    if (status === 200 && Array.isArray(told?.answers) && typeof told.head === "number") {
      room.contact()
      Object.assign(this, { most: AT_ONCE, retried: false })
      return room.settled(settle(batch, told.answers, told.head, room.clock.now(), Math.random()))
    }
    if (status === 403 && !this.retried) {
      this.retried = true // the token of this page was too old
      return room.hearing.fetch({ whole: true })
    }
    this.retried = false
    if (status < 400 || status >= 500 || status === 403 || !told?.sentence) throw new Offline(String(status))
    // Something in it cannot be read: one by one, until it is found. That one asks for a person.
    if (batch.length > 1) this.most = 1
    else await room.settled(settle(batch, [{ id: batch[0].id, ...told, status }], 0, room.clock.now()))
  }

  failed(problem) {
    this.room.lost(problem)
    this.failures += 1
    this.later(pause(this.failures, Math.random()))
  }

  later(ms) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.poke(), Math.max(ms, 50))
  }

  get headers() {
    return { "X-CSRFToken": this.room.hearing.csrf, ...this.room.background() }
  }

  signed(item) {
    if (item.sealed) return { sealed: item.sealed }
    const age = item.page === this.room.page ? this.room.clock.since(item.watch) : null
    return { pass: item.pass, mac: item.mac, body: item.body, age }
  }
}

export class Words extends Lane {
  pick({ text }) {
    return text
  }

  put(batch) {
    const now = new Date(this.room.clock.date()).toISOString()
    const body = JSON.stringify({ now, items: batch.map((item) => this.signed(item)) })
    return ask("/group/items/", { method: "PUT", body, headers: { ...this.headers, "Content-Type": "application/json" } })
  }
}

export class Photos extends Lane {
  pick({ photo }) {
    return photo ? [photo] : []
  }

  async put([item]) {
    const photo = await keep.photo(item.id)
    const now = new Date(this.room.clock.date()).toISOString()
    const told = btoa(JSON.stringify({ now, ...this.signed(item) }).replace(/[\u0080-\uffff]/g, escaped))
    const body = new Blob([photo?.bytes ?? ""], { type: photo?.type || "application/octet-stream" })
    const headers = { ...this.headers, "X-Item": told, "Content-Type": body.type }
    return ask(`/group/photos/${item.what.photo}/`, { method: "PUT", body, headers, limit: SLOW + body.size / CRAWL })
  }
}

// A header holds only plain letters; JSON says the others by number.
function escaped(letter) {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`
}
