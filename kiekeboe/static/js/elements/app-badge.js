// <app-badge count="3">: the number on the icon of the installed app.
class AppBadge extends HTMLElement {
  static observedAttributes = ["count"]

  attributeChangedCallback() {
    const count = Number(this.getAttribute("count"))
    if (count) navigator.setAppBadge?.(count).catch(() => {})
    else navigator.clearAppBadge?.().catch(() => {})
  }
}

customElements.define("app-badge", AppBadge)
