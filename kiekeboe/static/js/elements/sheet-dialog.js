// <sheet-dialog><dialog class="sheet" id="from-home">…</dialog></sheet-dialog>
// A link to #from-home opens it; Esc, Back, [data-close] and a tap beside it close it.
class SheetDialog extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog")
    this.follow = () => this.obey()
    addEventListener("hashchange", this.follow)
    // Following a link to a fragment clears the focus, so the link itself is remembered here.
    this.remember = (event) => (this.before = event.target.closest(`a[href$="#${this.dialog.id}"]`) ?? this.before)
    document.addEventListener("click", this.remember)
    this.dialog.addEventListener("close", () => this.closed())
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog || event.target.closest("[data-close]")) this.dialog.close()
    })
    this.obey()
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this.follow)
    document.removeEventListener("click", this.remember)
  }

  obey() {
    const asked = location.hash === `#${this.dialog.id}` || this.hasAttribute("open")
    if (asked && !this.dialog.open) this.show()
    else if (!asked && this.dialog.open) this.dialog.close()
  }

  show() {
    this.before ??= document.activeElement
    this.dialog.showModal()
    const title = this.dialog.querySelector("[data-first-error], h2, h1")
    title?.setAttribute("tabindex", "-1")
    title?.focus()
  }

  closed() {
    this.removeAttribute("open")
    if (location.hash === `#${this.dialog.id}`) {
      history.replaceState(null, "", location.pathname + location.search)
    }
    this.before?.focus?.()
    this.before = null
  }
}

customElements.define("sheet-dialog", SheetDialog)
