// <what-waits>: everything that is not sent yet, and what needs a person, with choices in plain words.
import { allowed } from "js/group/acting"
import { choicesOf, forChild, instead } from "js/group/choices"
import { Drawn } from "js/group/drawn"
import { rows } from "js/group/fill"
import { itemWords } from "js/group/items"
import { previews } from "js/group/previews"
import { room } from "js/group/room"
import { word } from "js/group/words"
import { uuid7 } from "js/lib/ids"
import { tell } from "js/lib/telling"
import { when } from "js/lib/times"

const STRONG = ["yes", "again", "mine", "others", "log_again", "as_me"]

class WhatWaits extends Drawn {
  start() {
    this.addEventListener("click", (event) => this.tapped(event.target.closest("button")))
  }

  draw(view) {
    const refused = room.waiting.filter((item) => item.state === "refused")
    const queue = room.waiting.filter((item) => item.state !== "refused")
    this.head(view, queue)
    rows(this.part("refused"), "t-refused", refused.map((item) => this.refused(item, view)))
    rows(this.part("list"), "t-wait", queue.map((item) => waits(item, view)))
    this.part("choose").hidden = !refused.length
    this.part("queue").hidden = !queue.length
    this.nothing(!refused.length && !queue.length)
    previews(this)
  }

  head(view, queue) {
    const banner = this.part("head")
    const { online, since } = room
    banner.hidden = online && !queue.length
    banner.dataset.tone = online ? "info" : "warn"
    this.part("head-title").textContent = word(online ? "is_sending" : "no_internet")
    this.part("head-text").textContent = online ? word("is_sending_text") : word("go_on", { time: since ? when(since, view.now) : "–" })
    this.part("update").hidden = !room.update
    this.part("update-text").textContent = word(room.waiting.length ? "update_later" : "update_now")
    this.part("take").setAttribute("aria-disabled", String(room.waiting.length > 0))
  }

  refused(item, view) {
    const words = itemWords(item, view)
    const { sentence, standing } = item.answer ?? {}
    const theirs = standing && { line: standing.line || word("taken_away"), by: [standing.time, standing.by].filter(Boolean).join(", ") }
    const choices = choicesOf(item).map((choice, place) => ({ choice, word: word(`choice_${choice}`), variant: variant(choice, place) }))
    return { ...words, id: item.id, photo: item.kind === "photo", sentence, theirs, mine: { line: words.mine || words.title, by: words.line }, choices }
  }

  tapped(button) {
    if (!button) return
    const card = button.closest("[data-item]")
    const item = room.waiting.find((one) => one.id === card?.dataset.item)
    if (button.hasAttribute("data-now")) return room.refresh()
    if (button.hasAttribute("data-take")) return this.take()
    if (!item) return
    if (button.dataset.otherChild) return this.decide(() => room.replace(item.id, ...forChild(item.what, button.dataset.otherChild, uuid7())))
    if (button.dataset.choice) this.choose(button, item, card)
  }

  choose(button, item, card) {
    const { choice } = button.dataset
    if (choice === "other_child") return this.offer(card, item)
    if (choice === "drop" || choice === "keep_theirs") return this.drop(button, item, choice)
    if (choice === "again") return this.decide(() => room.again(item.id))
    const [first, ...rest] = instead(choice, item, childOf(item.answer?.standing?.id))
    this.decide(async () => {
      await room.replace(item.id, ...first)
      if (rest.length) await room.doAll(rest)
    })
  }

  async decide(act) {
    if (!allowed()) return
    try {
      await act()
      tell(word("choice_made"))
    } catch (problem) {
      tell(problem.message)
    }
  }

  // Throwing away asks once, and says what is lost.
  drop(button, item, choice) {
    if (button.hasAttribute("data-sure")) return this.decide(() => room.drop(item.id))
    if (choice === "keep_theirs" && item.answer?.standing) return this.decide(() => room.drop(item.id))
    button.setAttribute("data-sure", "")
    button.dataset.variant = "danger"
    button.textContent = word("sure_drop", { what: itemWords(item, room.view).title })
  }

  offer(card, item) {
    const others = room.view.seats.filter((seat) => seat.id !== item.what.child && seat.visits?.length)
    const box = card.querySelector("[data-others]")
    rows(box.querySelector("[data-children]"), "t-other-child", others.map(({ id, first, face }) => ({ id, first, face })))
    box.hidden = false
    box.querySelector("button")?.focus()
  }

  take() {
    if (room.waiting.length) return tell(word("update_later"))
    room.takeUpdate()
  }
}

// Whose visit it is that stands in the way.
function childOf(visit) {
  return room.view.seats.find((seat) => (seat.visits ?? []).some((one) => one.visit === visit))?.id ?? null
}

function variant(choice, place) {
  return place === 0 && STRONG.includes(choice) ? "primary" : choice === "drop" ? "quiet" : "secondary"
}

function waits(item, view) {
  const sending = item.state === "sending"
  return { ...itemWords(item, view), id: item.id, photo: item.kind === "photo", state: word(sending ? "sending" : "waits"), tone: sending ? "info" : "wait" }
}

customElements.define("what-waits", WhatWaits)
