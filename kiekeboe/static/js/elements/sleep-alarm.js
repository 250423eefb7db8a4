// When a look is due: heard once and said once, on every page of the tablet.
import { room } from "js/group/room"
import { word } from "js/group/words"

const KEPT = "rung" // over a reload, so that nothing rings twice
const rung = new Set(JSON.parse(sessionStorage.getItem(KEPT) ?? "[]"))
let sound

// A browser makes sound only after a touch; the first one wakes it up.
for (const touch of ["pointerdown", "keydown"]) {
  addEventListener(touch, () => silent() || (sound ??= new AudioContext()).resume().catch(() => {}), { passive: true })
}

function silent() {
  return document.cookie.split("; ").includes("sound=off") || typeof AudioContext === "undefined"
}

function look() {
  for (const seat of room.view?.seats ?? []) {
    if (seat.state !== "asleep" || !seat.nap || !seat.watch?.due) continue
    const key = `${seat.nap.entry} ${seat.watch.due}`
    if (new Date(seat.watch.due) > room.now() || rung.has(key)) continue
    rung.add(key)
    sessionStorage.setItem(KEPT, JSON.stringify([...rung].slice(-50)))
    ring(seat.first)
  }
}

function ring(name) {
  const region = document.querySelector("[data-alarm]")
  if (region) region.textContent = word("look_now", { name })
  if (silent() || sound?.state !== "running") return
  const start = sound.currentTime
  for (const [place, pitch] of [660, 880].entries()) tone(pitch, start + place * 0.35)
}

function tone(pitch, at) {
  const made = sound.createOscillator()
  const volume = sound.createGain()
  volume.gain.setValueAtTime(0.25, at)
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.9)
  made.frequency.value = pitch
  made.connect(volume).connect(sound.destination)
  made.start(at)
  made.stop(at + 0.9)
}

setInterval(look, 5_000)
room.addEventListener("changed", look)
