// <more-photos><a rel="next" href="?page=2">Older photos</a></more-photos>: the next page of the
// album comes below this one when its link is near, or tapped. Without script the link is a link.
import { parse } from "js/lib/partial"

class MorePhotos extends HTMLElement {
  connectedCallback() {
    this.tapped = (event) => {
      event.preventDefault()
      this.fetchNext()
    }
    this.addEventListener("click", this.tapped)
    this.near = new IntersectionObserver(([one]) => one.isIntersecting && this.fetchNext(), { rootMargin: "600px" })
    this.near.observe(this)
  }

  disconnectedCallback() {
    this.near.disconnect()
    this.removeEventListener("click", this.tapped)
  }

  async fetchNext() {
    const link = this.querySelector("a")
    if (!link || this.ariaBusy === "true") return
    this.ariaBusy = "true"
    try {
      const answer = await fetch(link.href, { credentials: "same-origin" })
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status))
      this.put(parse(await answer.text()))
    } catch {
      this.near.disconnect() // the link stays, and is tapped again
    }
    this.ariaBusy = "false"
  }

  put(page) {
    const place = document.getElementById("months")
    for (const month of page.querySelectorAll("#months > section")) {
      const last = place.lastElementChild
      if (last?.dataset.month === month.dataset.month) last.querySelector("ul").append(...month.querySelectorAll("li"))
      else place.append(document.adoptNode(month))
    }
    place.dispatchEvent(new Event("grown", { bubbles: true }))
    const next = page.querySelector("more-photos a")
    if (!next) return this.remove()
    this.querySelector("a").href = next.href
    this.near.disconnect()
    this.near.observe(this) // it may still be near
  }
}

customElements.define("more-photos", MorePhotos)
