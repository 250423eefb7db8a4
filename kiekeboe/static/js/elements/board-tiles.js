// Draws the board from the room: tiles, who is away, what comes soon, and the sentences above them.
// A tile stays the same element while it says the same; timers and rings tick on their own.
import { drafts } from "js/group/drafts"
import { rows } from "js/group/fill"
import { room } from "js/group/room"
import { enoughWords, staffed } from "js/group/staffed"
import { awayOf, ON_THE_BOARD, soonOf, staffOf, tileOf } from "js/group/tiles"
import { chosenGroup, fits, ordered } from "js/group/looking"
import { listed, word } from "js/group/words"
import { duration } from "js/lib/times"

export class BoardTiles {
  constructor(board) {
    this.board = board
    this.list = board.querySelector(".tiles")
  }

  draw(view) {
    const open = Boolean(view.who)
    const seats = view.seats.filter((seat) => ON_THE_BOARD.includes(seat.state))
    const inside = seats.filter((seat) => !chosenGroup() || seat.group === chosenGroup())
    rows(this.list, "t-tile", ordered(inside).map((seat) => tileOf(seat, open, !fits(seat))))
    this.board.querySelector("[data-nobody-today]").hidden = inside.length > 0 || view.stale
    const away = awayOf(view, open)
    rows(this.board.querySelector(".away"), "t-away", away)
    this.board.querySelector(".away").hidden = away.length === 0
    rows(this.board.querySelector(".staff"), "t-colleague", staffOf(view))
    this.groups(view)
    this.soon(open ? soonOf(view) : [])
    rows(this.board.querySelector("[data-banners]"), (one) => one.template, banners(view))
    this.tick(view)
  }

  groups(view) {
    const nav = this.board.querySelector("[data-groups]")
    nav.hidden = view.groups.length < 2
    if (nav.hidden) return
    const all = [{ id: "", name: word("all_groups") }, ...view.groups]
    rows(nav, "t-group", all.map(({ id, name }) => ({ id, name, on: String(id === (chosenGroup() ?? "")) })))
  }

  soon(lines) {
    const card = this.board.querySelector("[data-soon]")
    card.hidden = lines.length === 0
    rows(card.querySelector("ul"), "t-soon", lines)
  }

  // How long each nap lasts, and how full its ring is.
  tick(view) {
    const now = room.now().getTime()
    for (const timer of this.list.querySelectorAll("[data-since]")) {
      const text = duration(now - Date.parse(timer.dataset.since))
      if (timer.lastElementChild.textContent !== text) timer.lastElementChild.textContent = text
    }
    const watched = new Map(view.seats.map((seat) => [seat.nap?.entry, seat.watch]))
    for (const ring of this.list.querySelectorAll(".tile-ring")) {
      const watch = watched.get(ring.dataset.nap)
      if (!watch) continue
      ring.dataset.part = watch.part
      ring.style.setProperty("--part", `${watch.part}%`)
      ring.dataset.watch = watch.state === "ok" ? "calm" : watch.state
    }
  }
}

function banners(view) {
  const found = []
  const add = (id, values = {}) => found.push({ id, template: `t-banner-${id}`, ...values })
  if (view.muster && !view.muster.ended_at) add("muster", { text: word(view.muster.mode === "drill" ? "drill_runs" : "alarm_runs") })
  if (view.stale && view.known_at) add("stale")
  if (view.past_closing?.length) add("closing", { text: word("closed_still_here", { names: listed(view.past_closing) }) })
  const short = staffed(view).find((one) => one.known && one.now.short)
  if (short) add("staff", { text: enoughWords(short.now, "enough_no") })
  if (!view.group) add("fetching")
  else if (!view.who) add("locked")
  else {
    const unread = (view.handover ?? []).filter((note) => !note.mine && !note.read_by?.includes(view.who.id)).length
    if (unread) add("handover", { text: word("handover_unread", { n: unread }) })
    if (view.talks) add("talks", { text: word("talks_unseen", { n: view.talks }) })
    const draft = drafts.kept(view)
    if (draft) add("draft", { text: word("not_finished", { what: draft.title }) })
  }
  if (room.update) add("update")
  return found
}
