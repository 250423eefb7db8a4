// A sheet that somebody had begun: kept over a reload, for the same person, and offered again (U30).
// While the tablet is locked it stays in memory only.
const KEY = "draft"
const HOUR = 3_600_000

class Drafts {
  constructor() {
    this.one = JSON.parse(sessionStorage.getItem(KEY) ?? "null")
  }

  keep(draft) {
    this.one = { ...draft, kept: Date.now() }
    sessionStorage.setItem(KEY, JSON.stringify(this.one))
  }

  drop() {
    this.one = null
    sessionStorage.removeItem(KEY)
  }

  locked() {
    sessionStorage.removeItem(KEY)
  }

  // The draft of who is at the tablet now, when its sheet is not open.
  kept(view) {
    const { one } = this
    if (!one || one.by !== view.who?.id || Date.now() - one.kept > HOUR) return null
    return document.querySelector("#sheet log-sheet") ? null : one
  }
}

export const drafts = new Drafts()
