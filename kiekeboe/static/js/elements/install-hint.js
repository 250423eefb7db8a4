// <install-hint hidden><button data-install>…</button><button data-close>…</button></install-hint>
// Shown once, only where installing is possible; never in the way.
const SEEN = "install-hint-seen"

class InstallHint extends HTMLElement {
  connectedCallback() {
    this.offer = (event) => this.offered(event)
    addEventListener("beforeinstallprompt", this.offer)
    this.addEventListener("click", (event) => {
      if (event.target.closest("[data-install]")) this.prompt?.prompt()
      if (event.target.closest("[data-install], [data-close]")) this.dismiss()
    })
  }

  disconnectedCallback() {
    removeEventListener("beforeinstallprompt", this.offer)
  }

  offered(event) {
    if (localStorage.getItem(SEEN)) return
    event.preventDefault()
    this.prompt = event
    this.hidden = false
  }

  dismiss() {
    localStorage.setItem(SEEN, "1")
    this.hidden = true
  }
}

customElements.define("install-hint", InstallHint)
