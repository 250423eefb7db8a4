// A frame over a picture, in parts from 0 to 1: { x, y, w, h }. Pure.
export const STEP = 0.04
const LEAST = 0.15
const LEFT = 0.3 // how much of a face is too much to leave out
const PRESETS = {
  left: { x: 0, y: 0, w: 0.5, h: 1 },
  right: { x: 0.5, y: 0, w: 0.5, h: 1 },
  top: { x: 0, y: 0, w: 1, h: 0.5 },
  bottom: { x: 0, y: 0.5, w: 1, h: 0.5 },
  middle: { x: 0.2, y: 0.2, w: 0.6, h: 0.6 },
}

export const preset = (name) => PRESETS[name]

const within = (value, least, most) => Math.min(Math.max(value, least), most)
const tidy = ({ x, y, w, h }) => {
  const [wide, high] = [within(w, LEAST, 1), within(h, LEAST, 1)]
  return { x: within(x, 0, 1 - wide), y: within(y, 0, 1 - high), w: wide, h: high }
}

export const moved = (frame, dx, dy) => tidy({ ...frame, x: frame.x + dx * STEP, y: frame.y + dy * STEP })

// By so many steps on each side, around its own middle.
export const grown = ({ x, y, w, h }, by) => tidy({ x: x - by * STEP, y: y - by * STEP, w: w + 2 * by * STEP, h: h + 2 * by * STEP })

// Two corners that were tapped, in any order.
export const between = (a, b) => tidy({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) })

// A place of the whole picture, as it lies in a part of it; null when little of it is left there.
export function seen(place, part) {
  const wide = Math.min(place.x + place.w, part.x + part.w) - Math.max(place.x, part.x)
  const high = Math.min(place.y + place.h, part.y + part.h) - Math.max(place.y, part.y)
  if (wide <= 0 || high <= 0 || wide * high < LEFT * place.w * place.h) return null
  return { x: (place.x - part.x) / part.w, y: (place.y - part.y) / part.h, w: place.w / part.w, h: place.h / part.h }
}

// A frame drawn on a part, as it lies in the whole picture.
export const inWhole = (frame, part) => ({ x: part.x + frame.x * part.w, y: part.y + frame.y * part.h, w: frame.w * part.w, h: frame.h * part.h })
