// What keeps the room going: the network that comes and goes, touches, time, other pages, new versions.
import * as keep from "js/group/keep"
import { Offline } from "js/group/net"
import { hear } from "js/group/tabs"
import { watchUpdates } from "js/group/updates"
import { forgetPasses, LONGEST } from "js/group/wiping"

const SECOND = 1_000
const PAIR = "/group/pair/"

export async function live(room) {
  await room.ready
  hear((what) => heard(room, what))
  if (location.pathname.startsWith(PAIR)) return // nothing is ours to ask for yet
  room.started = true
  keep.persist()
  addEventListener("online", () => room.refresh())
  addEventListener("offline", () => room.lost(new Offline()))
  watchTime(room)
  setInterval(() => document.hidden || room.draw(), 15 * SECOND)
  setInterval(() => room.online || room.refresh(), 15 * SECOND)
  setInterval(() => minute(room), 60 * SECOND)
  watchUpdates(() => room.newer())
  await minute(room)
}

// The clock is compared with the watch often, to see whether somebody set it or the tablet slept.
function watchTime(room) {
  const look = () => {
    room.clock.check()
    room.clock.hidden = document.hidden
    room.turns.idle()
  }
  look()
  setInterval(look, 5 * SECOND)
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return void (room.clock.hidden = true)
    look()
    room.refresh()
  })
}

async function minute(room) {
  const now = room.clock.now()
  if (room.since && now - Date.parse(room.since) > LONGEST) await room.forgetUnsent()
  await room.hearing.forgetOld(now)
  await forgetPasses(now)
  await keep.set("clock", room.clock.kept).catch(() => {})
  await room.refresh()
}

// Another page of this tablet wrote, heard or locked.
async function heard(room, what) {
  if (what === "gone") return location.replace(PAIR)
  if (what === "written") await room.rows()
  if (what === "told") {
    await room.turns.load()
    await room.hearing.load(room.turns.turn)
  }
  room.draw()
}
