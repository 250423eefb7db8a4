// <fire-muster>: an evacuation, real or a drill. Everybody on one list; works without PIN and without internet.
import { Drawn } from "js/group/drawn"
import { fill, rows } from "js/group/fill"
import { room } from "js/group/room"
import { roll } from "js/group/rolls"
import { listed, word } from "js/group/words"
import { uuid7 } from "js/lib/ids"
import { keep } from "js/lib/telling"
import { clock, lasting } from "js/lib/times"

class FireMuster extends Drawn {
  start() {
    this.addEventListener("click", (event) => this.tapped(event.target.closest("button")))
    this.addEventListener("submit", (event) => (event.preventDefault(), this.end()))
    this.addEventListener("input", () => this.choose(null))
  }

  draw(view) {
    const { muster } = view
    const stage = !muster || this.anew ? "start" : muster.ended_at ? "report" : "run"
    const roll_ = roll(view)
    if (stage !== this.stage) this.part("part").replaceChildren(fill(`t-muster-${stage}`, this.words(stage, muster, roll_)))
    const first = stage !== this.stage
    this.stage = stage
    if (stage === "run") this.run(view, roll_, first)
  }

  words(stage, muster, people) {
    if (stage === "start") return { who: word("muster_who", counts(people)) }
    if (stage === "run") return { tone: muster.mode === "real" ? "stop" : "info", since: sinceWords(muster) }
    return report(muster, people)
  }

  run(view, people, first) {
    const lists = this.part("lists")
    if (first) lists.replaceChildren(...people.parts.map((part) => fill("t-muster-group", { title: word(`muster_${part.name}`) })))
    people.parts.forEach((part, place) => {
      lists.children[place].hidden = !part.people.length
      rows(lists.children[place].querySelector("[data-rows]"), "t-muster-row", part.people.map(row))
    })
    if (first) rows(this.part("names"), "t-muster-name", names(view, people), (one) => one.name)
    this.part("count").textContent = word("muster_count", counts(people))
  }

  tapped(button) {
    const { begin, person, what } = button?.dataset ?? {}
    if (begin) return this.begin(begin)
    if (person) return this.tick(button, person, what)
    if (button?.hasAttribute("data-anew")) return this.again()
    if (button?.closest("[data-names]")) this.choose(button)
  }

  again() {
    this.anew = true
    this.draw(room.view)
  }

  async begin(mode) {
    this.anew = false
    await keep([["muster_begin", { muster: uuid7(), mode, at: room.now().toISOString() }]])
  }

  tick(button, person, what) {
    const safe = button.getAttribute("aria-pressed") !== "true"
    const { muster } = room.view.muster
    return keep([["muster_tick", { muster, person, what, safe, at: room.now().toISOString() }]])
  }

  choose(button) {
    for (const one of this.part("names")?.children ?? []) one.setAttribute("aria-pressed", String(one === button))
    if (button) this.querySelector("input[name=name]").value = ""
  }

  // Somebody puts a name under it. When people are missing, the first tap names them.
  end() {
    const typed = this.querySelector("input[name=name]").value.trim()
    const name = typed || this.part("names").querySelector("[aria-pressed=true]")?.value
    const missing = roll(room.view).missing.map((one) => one.name)
    const warned = this.part("missing").dataset.for === missing.join()
    if (!name) return this.say(word("muster_name_first"), "")
    if (missing.length && !warned) return this.say(word("muster_missing", { names: listed(missing) }), missing.join())
    return keep([["muster_end", { muster: room.view.muster.muster, name, at: room.now().toISOString() }]])
  }

  say(sentence, about) {
    const line = this.part("missing")
    line.hidden = false
    line.dataset.for = about
    line.textContent = sentence
  }
}

const counts = ({ all, missing }) => ({ n: all.length, safe: all.length - missing.length })

function sinceWords(muster) {
  const by = muster.by ? word("muster_by", { name: muster.by }) : ""
  const calm = muster.mode === "drill" ? word("muster_calm") : ""
  const began = word("since", { time: clock(muster.began_at) })
  return [`${word(`muster_${muster.mode}`)} ${began}${by}.`, calm].filter(Boolean).join(" ")
}

function row(one) {
  const said = { safe: String(one.safe), done: one.safe, state: word(one.safe ? "safe" : "not_yet"), tone: one.safe ? "ok" : null }
  return { ...one, ...said, line: one.place }
}

function names(view, people) {
  const known = [view.who?.first, ...people.all.filter((one) => one.what === "employee").map((one) => one.first)]
  return [...new Set(known.filter(Boolean))].slice(0, 8).map((name) => ({ name }))
}

function report(muster, people) {
  const facts = [
    ["muster_kind", word(`muster_${muster.mode}`)],
    ["muster_began", [clock(muster.began_at), muster.by].filter(Boolean).join(", ")],
    ["muster_ended", [clock(muster.ended_at), muster.name].filter(Boolean).join(", ")],
    ["muster_took", lasting(muster.began_at, muster.ended_at)],
    ["muster_safe", word("muster_count", counts(people))],
  ]
  const all = people.missing.length === 0
  return {
    title: word(all ? "muster_all_safe" : "muster_some_missing"),
    facts: facts.map(([what, value]) => ({ what: word(what), value })),
    missing: listed(people.missing.map((one) => one.name)),
  }
}

customElements.define("fire-muster", FireMuster)
