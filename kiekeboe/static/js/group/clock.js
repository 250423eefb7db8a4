// What time it truly is, although somebody may set the clock of the tablet (R05). Pure: the device's
// clock `date` and its watch `mono` (both functions, in milliseconds) are given.
const JUMP = 2_000 // clocks are set by more; timers are late by less

export class Clock {
  // kept: { offset, seen } of an earlier page. What was seen then cannot be still to come.
  constructor({ date, mono, kept = null }) {
    Object.assign(this, { date, mono, offset: kept?.offset ?? 0, slept: 0, jumps: [], hidden: false })
    this.offset = Math.max(this.offset, (kept?.seen ?? 0) - date())
    this.last = { date: date(), mono: mono() }
  }

  now() {
    this.check()
    return this.date() + this.offset
  }

  // A watch that also ran while the tablet slept.
  watch() {
    this.check()
    return this.mono() + this.slept
  }

  // Somebody set the clock, or the tablet slept: only the server can tell which.
  get unsure() {
    return this.jumps.length > 0
  }

  // Asked often. `hidden` says whether the page was out of sight since the last time.
  check() {
    const { hidden } = this
    const here = { date: this.date(), mono: this.mono() }
    const jump = here.date - this.last.date - (here.mono - this.last.mono)
    this.last = here
    if (Math.abs(jump) < JUMP) return
    if (jump < 0) return void (this.offset -= jump) // no sleep turns a clock back
    this.jumps.push({ by: jump, slept: hidden })
    if (hidden) this.slept += jump
    else this.offset -= jump
  }

  // The server said what time it is, in an answer that took this long and came right now.
  heard(server, took) {
    this.check()
    const offset = server + took / 2 - this.date()
    const wrong = offset - this.offset
    const last = this.jumps.at(-1)
    // What looked like one was the other, when that explains it better.
    if (last && !last.slept && Math.abs(wrong - last.by) < Math.abs(wrong)) this.slept += last.by
    if (last?.slept && Math.abs(wrong + last.by) < Math.abs(wrong)) this.slept -= last.by
    this.jumps = []
    this.offset = offset
  }

  // How long ago something was written on this page, when its watch stood at `then`.
  since(then) {
    return Math.max(Math.round(this.watch() - then), 0)
  }

  get kept() {
    return { offset: this.offset, seen: this.now() }
  }
}
