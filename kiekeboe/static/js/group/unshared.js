// A sheet with something on it that nobody has yet: leaving it asks first, and then it is gone.
import { Drawn } from "js/group/drawn"
import { fill } from "js/group/fill"
import { showSheet } from "js/lib/sheets"

export class Unshared extends Drawn {
  start() {
    this.closing = (event) => this.unshared && event.preventDefault()
    addEventListener("beforeunload", this.closing)
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    removeEventListener("beforeunload", this.closing)
    this.drop()
  }

  // The router asks before it opens another page.
  stays() {
    if (!this.unshared) return false
    const wanted = location.hash
    this.askAway(() => (location.hash = wanted))
    return true
  }

  askAway(then) {
    const asking = showSheet(fill("t-leave-photo", {}))
    asking.querySelector("[data-away]").addEventListener("click", () => {
      this.drop()
      asking.close()
      then()
    })
  }
}
