// <app-toast seconds="10">: what just happened; goes by itself, but never while it has the focus.
class AppToast extends HTMLElement {
  connectedCallback() {
    this.start()
    this.addEventListener("focusin", () => clearTimeout(this.timer))
    this.addEventListener("focusout", () => requestAnimationFrame(() => this.isConnected && this.start()))
    this.addEventListener("pointerenter", () => clearTimeout(this.timer))
    this.addEventListener("pointerleave", () => this.start())
    this.addEventListener("click", (event) => event.target.closest("[data-close]") && this.remove())
  }

  disconnectedCallback() {
    clearTimeout(this.timer)
  }

  start() {
    clearTimeout(this.timer)
    // The pointer may leave while the focus is still on "Undo", and the other way round.
    if (this.matches(":focus-within, :hover")) return
    this.timer = setTimeout(() => this.remove(), Number(this.getAttribute("seconds") ?? 10) * 1000)
  }
}

customElements.define("app-toast", AppToast)
