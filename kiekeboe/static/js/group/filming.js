// A short film: how long it is and what it looks like, asked of the browser before anything is kept.
import { canvas, cut } from "js/group/covering"
import { word } from "js/group/words"

export const SECONDS = 60
export const HEAVIEST_FILM = 100 * 1024 * 1024
const SPARE = 0.5 // cameras round
const POSTER = 1280
const PATIENCE = 8000

// { frames: [first, middle] }; no frames when this browser cannot show it. Throws with a sentence.
export async function filmOf(file) {
  if (file.size > HEAVIEST_FILM) throw new Error(word("film_too_large"))
  const video = document.createElement("video")
  Object.assign(video, { muted: true, playsInline: true, preload: "auto", src: URL.createObjectURL(file) })
  try {
    await heard(video, "loadeddata").catch(() => {})
    if (video.duration > SECONDS + SPARE) throw new Error(word("film_too_long", { n: SECONDS }))
    return { frames: video.videoWidth ? await frames(video) : [] }
  } finally {
    URL.revokeObjectURL(video.src)
    video.removeAttribute("src")
    video.load()
  }
}

async function frames(video) {
  const found = []
  for (const part of [0, 0.5]) {
    const told = heard(video, "seeked")
    video.currentTime = Number.isFinite(video.duration) ? video.duration * part + 0.01 : 0.01
    await told.catch(() => {})
    const drawn = canvas(video.videoWidth, video.videoHeight)
    drawn.getContext("2d").drawImage(video, 0, 0)
    found.push(cut(drawn, {}, POSTER))
  }
  return found
}

function heard(video, name) {
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error("too slow")), PATIENCE)
    const settle = (then) => () => (clearTimeout(timer), then())
    video.addEventListener(name, settle(done), { once: true })
    video.addEventListener("error", settle(() => failed(new Error("no film"))), { once: true })
  })
}
