// <live-updates src="/live/portal/<organisation>/" target="day" about="<child or group id> …"
//   offline="No internet …" online="…">  refreshes #day when something changed, and after every gap.
// Without a target it only tells: a "news" event, for a page that asks for itself.
import { fetchPiece, refresh } from "js/lib/partial"
import { say } from "js/lib/spoken"

class LiveUpdates extends HTMLElement {
  connectedCallback() {
    this.gap = false
    this.open()
    this.seen = () => document.visibilityState === "visible" && this.catchUp()
    document.addEventListener("visibilitychange", this.seen)
  }

  disconnectedCallback() {
    this.stream?.close()
    clearTimeout(this.timer)
    clearTimeout(this.later)
    document.removeEventListener("visibilitychange", this.seen)
  }

  open() {
    const address = new URL(this.getAttribute("src"), location.href)
    if (this.last) address.searchParams.set("after", this.last)
    this.stream = new EventSource(address)
    this.stream.addEventListener("open", () => this.connected())
    this.stream.addEventListener("changed", (event) => this.changed(event))
    this.stream.addEventListener("error", () => this.lost())
  }

  connected() {
    const { gap } = this
    this.gap = false
    this.wait = 1000
    this.removeAttribute("data-offline")
    if (gap) {
      say(this.getAttribute("online") ?? "")
      this.dispatchEvent(new Event("connected-again", { bubbles: true }))
      this.catchUp()
    }
  }

  lost() {
    if (!this.gap) {
      this.gap = true
      this.setAttribute("data-offline", "")
      say(this.getAttribute("offline") ?? "")
    }
    if (this.stream.readyState !== EventSource.CLOSED) return
    this.wait = Math.min((this.wait ?? 1000) * 2, 60_000)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.open(), this.wait * (0.5 + Math.random()))
  }

  changed(event) {
    this.last = event.lastEventId
    document.dispatchEvent(new Event("heard"))
    const about = (this.getAttribute("about") ?? "").split(" ").filter(Boolean)
    const news = JSON.parse(event.data)
    const named = [...(news.children ?? []), news.group, news.thread]
    if (about.length && !about.some((id) => named.includes(id))) return
    clearTimeout(this.later)
    this.later = setTimeout(() => this.catchUp(), 60)
  }

  // A piece of a page, for an element of another script that puts it in place itself.
  piece(address, id) {
    return fetchPiece(address, id)
  }

  async catchUp() {
    clearTimeout(this.later)
    if (!this.hasAttribute("target")) return this.dispatchEvent(new CustomEvent("news"))
    let missed = false
    for (const id of (this.getAttribute("target") ?? "").split(" ").filter(Boolean)) {
      try {
        await refresh(id, this.getAttribute("from") ?? location.href)
        this.dispatchEvent(new CustomEvent("refreshed", { bubbles: true, detail: { id } }))
      } catch {
        missed = true
      }
    }
    this.again(missed)
  }

  // A page that could not be fetched is fetched again, later each time, until it is up to date.
  again(missed) {
    this.pause = missed ? Math.min((this.pause ?? 1000) * 2, 60_000) : undefined
    if (missed && this.isConnected) this.later = setTimeout(() => this.catchUp(), this.pause * (0.5 + Math.random()))
  }
}

customElements.define("live-updates", LiveUpdates)
