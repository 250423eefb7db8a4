// Which page is open, by the hash of the address: #present, #child=<id>. The board stays drawn.
// A page is a <template id="t-view-<name>"> with one element. Its data-title is the heading, it may
// have data-open (opens without a PIN), and it may say stays() = true to keep somebody from leaving.
import { fill } from "js/group/fill"
import { room } from "js/group/room"
import { word } from "js/group/words"
import { tell } from "js/lib/telling"

const SOON = 60_000 // how long a page waits for the PIN, in ms
const OPEN = ["present", "muster", "staff"] // what burns waits for no PIN
let shown = "" // the hash of the page in sight
let wanted = "" // the page that somebody asked for before they typed a PIN

// The part after the = : argument() is the id of the child in #child=<id>.
export function argument() {
  return decodeURIComponent(location.hash.slice(1).split("=")[1] ?? "")
}

export function viewName(hash = location.hash) {
  return hash.slice(1).split("=")[0]
}

// go("child", id); go("") is the board.
export function go(name = "", about = "") {
  location.hash = about ? `${name}=${encodeURIComponent(about)}` : name
}

// Another heading or a line below it, for a page that knows better what it shows.
export function title(heading, under = "") {
  const page = document.querySelector("[data-page]")
  page.querySelector("[data-heading]").textContent = heading
  if (under) page.querySelector("[data-under]").textContent = under
  document.title = `${heading} · Kiekeboe`
}

function place() {
  return document.querySelector("[data-page] [data-place]")
}

function known(name) {
  return name === "" || document.getElementById(`t-view-${name}`) !== null
}

function allowed(name) {
  return name === "" || OPEN.includes(name) || room.view?.who
}

function follow() {
  const name = viewName()
  if (location.hash === shown) return
  if (name === "no-internet") return refuse(word("no_internet_there"))
  if (!known(name)) return // a place in this page, such as #main
  if (!allowed(name)) {
    wanted = location.hash
    setTimeout(() => (wanted = ""), SOON)
    return refuse(word("pin_first"))
  }
  if (allowed(viewName(shown)) && place().firstElementChild?.stays?.()) return history.replaceState(null, "", shown || "#")
  shown = location.hash
  wanted = ""
  if (name) open(name)
  else close()
}

function refuse(sentence) {
  history.replaceState(null, "", shown || "#")
  tell(sentence)
}

function open(name) {
  const made = fill(`t-view-${name}`, {})
  const { group, who } = room.view ?? {}
  title(made.dataset.title ?? "", [group?.name, who?.first].filter(Boolean).join(", "))
  place().replaceChildren(made)
  swap(true)
  place().scrollTop = 0
  document.querySelector("[data-page] [data-heading]").focus({ preventScroll: true })
}

function close() {
  place().replaceChildren()
  swap(false)
  document.title = `${room.view?.group?.name ?? ""} · Kiekeboe`
  document.getElementById("main").focus({ preventScroll: true })
}

// The board keeps its place and its elements; only one <main> is in sight.
function swap(page) {
  document.querySelector("[data-page]").hidden = !page
  document.querySelector("[data-board]").hidden = page
}

// Who locks the tablet leaves the page that only they may see; who unlocks it goes where they wanted.
function guard() {
  if (shown && !allowed(viewName(shown))) go("")
  if (!wanted || !room.view?.who) return
  location.hash = wanted
  wanted = ""
}

export function startViews() {
  if (!document.querySelector("[data-page]")) return
  addEventListener("hashchange", follow)
  room.addEventListener("changed", guard)
  room.ready.then(follow)
}
