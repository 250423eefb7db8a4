// Begins the page: the zone of the location, news from the server, and the signs that somebody is here.
import { drafts } from "js/group/drafts"
import { room } from "js/group/room"
import { startViews } from "js/group/views"
import "js/elements/live-updates"

function changed() {
  const { zone, who, organisation } = room.view ?? {}
  if (zone) document.documentElement.dataset.zone = zone
  if (!who) drafts.locked()
  if (organisation) follow(organisation)
}

// Too little room on the tablet: said until everything is on the disk or sent.
function full({ detail }) {
  const banner = document.querySelector("[data-full]")
  if (!banner) return
  banner.querySelector("strong").textContent = detail.sentence
  banner.hidden = false
}

function roomAgain() {
  const banner = document.querySelector("[data-full]:not([hidden])")
  if (banner && !room.unkept) banner.hidden = true
}

// News only says that something changed; the tablet asks what.
function follow(organisation) {
  if (document.querySelector("live-updates")) return
  const news = document.createElement("live-updates")
  news.setAttribute("src", `/live/tablet/${organisation}/`)
  news.addEventListener("news", () => room.refresh())
  document.body.append(news)
}

for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, () => room.touch(), { passive: true })
room.addEventListener("changed", changed)
room.addEventListener("changed", roomAgain)
room.addEventListener("full", full)
room.ready.then(changed)
startViews()
