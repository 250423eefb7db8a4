// Writing down, and what a person chooses for what was refused. The room is a desk with a server.
import * as keep from "js/group/keep"
import * as tabs from "js/group/tabs"
import { word } from "js/group/words"

export class Desk extends EventTarget {
  async do(kind, what, { blob = null, id } = {}) {
    await this.ready
    const photo = blob && { bytes: await blob.arrayBuffer(), type: blob.type }
    if (blob && (await keep.isShort())) this.full(word("storage_short"))
    const made = this.written.make(kind, what, { id, blob: Boolean(blob) })
    await this.written.keep([made], photo)
    this.wrote()
    return made.row.id
  }

  async doAll(writes) {
    await this.ready
    const made = writes.map(([kind, what]) => this.written.make(kind, what))
    await this.written.keep(made)
    this.wrote()
    return made.map(({ row }) => row.id)
  }

  // What a person chose for a refused item.
  async again(id) {
    await this.written.change([{ id, state: "waiting", answer: null, not_before: 0, failures: 0 }])
    this.wrote()
  }

  async drop(id) {
    await this.written.remove([id])
    this.wrote()
  }

  async replace(id, kind, what) {
    const old = this.written.all.find((one) => one.id === id)
    const made = this.written.make(kind, what, { blob: old?.blob })
    await this.written.replace(id, made)
    this.wrote()
    return made.row.id
  }

  wrote() {
    this.draw()
    tabs.tell("written")
    this.send()
  }

  get waiting() {
    return this.written.waiting
  }

  // How many words wait in this page alone, because the disk is full.
  get unkept() {
    return this.written.loose.filter((one) => one.unkept && one.state !== "sent").length
  }

  async photo(id) {
    const kept = await keep.photo(id)
    return kept && new Blob([kept.bytes], { type: kept.type })
  }
}
