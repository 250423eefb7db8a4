// <app-badge count="3">: the number on the icon of the installed app. It also keeps the numbers on
// the tabs ([data-counts]) up to date: after news on the live stream of the page, or its own when
// the page has none. Without a count it asks at once; `pause` are milliseconds after news.
class AppBadge extends HTMLElement {
  static observedAttributes = ["count"]

  attributeChangedCallback() {
    const count = Number(this.getAttribute("count"))
    if (count) navigator.setAppBadge?.(count).catch(() => {})
    else navigator.clearAppBadge?.().catch(() => {})
  }

  connectedCallback() {
    if (!this.hasAttribute("from")) return
    this.heard = () => {
      clearTimeout(this.later)
      this.later = setTimeout(() => this.ask(), Number(this.getAttribute("pause") ?? 300))
    }
    document.addEventListener("heard", this.heard)
    document.addEventListener("counted", this.heard)
    document.addEventListener("DOMContentLoaded", () => this.listen(), { once: true })
    if (document.readyState !== "loading") this.listen()
    if (!this.hasAttribute("count")) this.ask()
  }

  disconnectedCallback() {
    clearTimeout(this.later)
    document.removeEventListener("heard", this.heard)
    document.removeEventListener("counted", this.heard)
  }

  // One live stream per page: the page's own when it has one.
  listen() {
    if (document.querySelector("live-updates")) return
    const stream = document.createElement("live-updates")
    stream.setAttribute("src", this.getAttribute("live"))
    this.append(stream)
  }

  async ask() {
    const answer = await fetch(this.getAttribute("from"), { headers: { "X-Background": "1" }, credentials: "same-origin" }).catch(() => null)
    if (!answer?.ok || answer.redirected) return
    const counts = await answer.json()
    let all = 0
    for (const badge of document.querySelectorAll("[data-counts]")) {
      const count = counts[badge.dataset.counts] ?? 0
      all += count
      badge.firstChild.textContent = count
      badge.hidden = !count
    }
    this.setAttribute("count", all)
  }
}

customElements.define("app-badge", AppBadge)
