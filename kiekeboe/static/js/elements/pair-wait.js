// <pair-wait>: asks every three seconds whether the office has confirmed; then goes to the board.
class PairWait extends HTMLElement {
  connectedCallback() {
    this.timer = setInterval(() => this.ask(), 3_000)
  }

  disconnectedCallback() {
    clearInterval(this.timer)
  }

  async ask() {
    try {
      const answer = await fetch(this.dataset.src)
      if (answer.redirected) location.assign("/group/")
    } catch {
      // No network: ask again in three seconds.
    }
  }
}

customElements.define("pair-wait", PairWait)
