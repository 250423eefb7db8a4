// <photo-album broken="…">: prints open in full over the page, and many can be chosen at once.
import { pick } from "js/album/picking"
import { Viewer } from "js/album/viewer"

class PhotoAlbum extends HTMLElement {
  connectedCallback() {
    this.stop = new AbortController()
    const { signal } = this.stop
    const dialog = this.querySelector("dialog")
    this.viewer = new Viewer(dialog, () => [...this.querySelectorAll("a[data-photo]")], signal)
    pick(this, signal)
    if (this.hasAttribute("asks")) return // first the agreement, on a page of its own
    this.addEventListener("click", (event) => this.tapped(event), { signal })
    this.addEventListener("kept", ({ detail }) => {
      const id = detail.address.split("/").at(-3)
      this.querySelector(`a[data-photo="${id}"]`)?.toggleAttribute("data-kept", detail.kept)
    }, { signal })
  }

  disconnectedCallback() {
    this.stop.abort()
  }

  tapped(event) {
    const print = event.target.closest("a[data-photo]")
    if (!print || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    this.viewer.open(print)
  }
}

customElements.define("photo-album", PhotoAlbum)
