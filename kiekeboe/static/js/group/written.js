// What was written on this tablet: in memory in the order of writing, and safe in the database.
import * as keep from "js/group/keep"
import * as passes from "js/group/passes"
import { shown } from "js/group/queue"
import { word } from "js/group/words"
import { uuid7 } from "js/lib/ids"

const WITHOUT_PASS = ["muster_begin", "muster_tick", "muster_end", "pin_tries"]
const NO_PERSON = ["pin_tries"]

// The tablet has no room for it; the message says it in words.
export class StorageFull extends Error {}

export class Written {
  constructor(room) {
    Object.assign(this, { room, items: [], loose: [], doing: Promise.resolve(), sending: new Set() })
  }

  begin(items) {
    this.items = items
    this.number = items.at(-1)?.seq ?? 0
  }

  // Everything in order; `loose` is what the disk has no room for.
  get all() {
    return [...this.items, ...this.loose]
  }

  // What can be sent: what is on the disk, also of other pages, and what the disk has no room for.
  async fromDisk() {
    await this.doing
    this.items = await keep.items()
    const known = new Set(this.items.map((one) => one.id))
    this.loose = this.loose.filter((one) => !known.has(one.id))
    return [...this.items, ...this.loose.filter((one) => one.unkept)]
  }

  // What a person sees: what goes or stays until somebody chooses.
  get waiting() {
    const state = (one) => (one.state === "waiting" && this.sending.has(one.id) ? "sending" : one.state)
    const open = this.all.filter((one) => one.state !== "sent")
    return open.map(({ id, kind, what, at, by, answer = null, blob, ...one }) => ({ id, kind, what, at, by, state: state({ id, ...one }), answer, blob }))
  }

  // A new item, signed by who is here. Its words are made once and never change.
  make(kind, what, { id, blob = false } = {}) {
    const { clock, turns, page } = this.room
    const turn = NO_PERSON.includes(kind) ? null : turns.turn
    if (!turn && !WITHOUT_PASS.includes(kind)) throw new Error(word("pin_first"))
    const now = clock.now()
    const said = { id: id ?? uuid7(now), kind, by: turn?.employee ?? null, at: iso(now), raw: iso(clock.date()) }
    this.number = (this.number ?? 0) + 1
    const body = JSON.stringify({ v: 1, ...said, seq: this.number, what })
    const row = { ...said, what, body, pass: turn?.pass ?? null, mac: "", page, watch: clock.watch(), state: "waiting", blob: Boolean(blob) }
    return { row, signer: turn?.signer }
  }

  // Keeps new items, in the order of asking. In sight at once, on the disk when this resolves.
  keep(made, photo) {
    const rows = made.map(({ row }) => row)
    this.loose.push(...rows)
    this.room.draw()
    const turn = this.doing.then(async () => {
      await Promise.all(made.map(sign))
      await this.put(rows, photo)
    })
    this.doing = turn.catch(() => {})
    return turn
  }

  async put(rows, photo) {
    try {
      await this.tight(() => keep.add(rows, photo))
      this.settleIn(rows)
    } catch (problem) {
      if (photo) {
        await this.remove(rows.map((one) => one.id)).catch(() => {})
        this.room.draw()
        throw new StorageFull(word("storage_full"))
      }
      // Words are never dropped: they wait in the page and go out from there.
      for (const row of rows) row.unkept = true
      this.room.full(word("kept_in_page"))
      this.room.report(problem)
    }
  }

  settleIn(rows) {
    const ids = rows.map((one) => one.id)
    const known = this.items.map((one) => one.id)
    this.loose = this.loose.filter((one) => !ids.includes(one.id))
    this.items.push(...rows.filter((one) => !known.includes(one.id)))
  }

  // When the disk is full, what the server has already makes room first.
  async tight(act) {
    try {
      await act()
    } catch (problem) {
      if (!keep.isFull(problem)) throw problem
      const sent = this.items.filter((one) => one.state === "sent").map((one) => one.id)
      await keep.remove(sent)
      await keep.unset("closed")
      this.items = this.items.filter((one) => one.state !== "sent")
      await act()
    }
  }

  // patches: [{ id, … }] of answers or of a choice.
  async change(patches) {
    const told = new Map(patches.map((patch) => [patch.id, patch]))
    const patched = (rows) => rows.map((row) => (told.has(row.id) ? { ...row, ...told.get(row.id) } : row))
    this.items = patched(this.items)
    this.loose = patched(this.loose)
    await keep.change(patches)
    const gone = patches.filter((patch) => patch.state === "sent").map((patch) => patch.id)
    const photos = this.items.filter((one) => one.blob && gone.includes(one.id)).map((one) => one.id)
    if (photos.length) await keep.dropPhotos(photos)
  }

  async remove(ids) {
    this.items = this.items.filter((one) => !ids.includes(one.id))
    this.loose = this.loose.filter((one) => !ids.includes(one.id))
    await keep.remove(ids)
  }

  // Another item in the place of a refused one.
  async replace(id, made) {
    await sign(made)
    await keep.swap(id, made.row)
    this.items = this.items.map((one) => (one.id === id ? made.row : one))
  }

  // What the snapshot shows by now needs no memory of its own.
  async forgetShown(heads) {
    const ids = shown(this.items, heads).map((one) => one.id)
    if (ids.length) await this.remove(ids)
  }
}

async function sign({ row, signer }) {
  if (signer) row.mac = await passes.sign(signer, row.body)
}

const iso = (ms) => new Date(ms).toISOString()
