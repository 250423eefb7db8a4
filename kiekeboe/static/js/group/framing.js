// A frame over a picture, in parts from 0 to 1: { x, y, w, h }. Pure.
export const STEP = 0.04
const LEAST = 0.15
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

// One side by one step: the others stay. side: left, right, top or bottom; out: 1 outwards, -1 inwards.
export function pushed(frame, side, out) {
  const { x, y, w, h } = frame
  const by = out * STEP
  if (side === "left") return kept({ x: x - by, y, w: w + by, h }, frame)
  if (side === "right") return kept({ x, y, w: w + by, h }, frame)
  if (side === "top") return kept({ x, y: y - by, w, h: h + by }, frame)
  return kept({ x, y, w, h: h + by }, frame)
}

function kept(frame, old) {
  const left = Math.max(0, frame.x)
  const top = Math.max(0, frame.y)
  const made = { x: left, y: top, w: Math.min(1, frame.x + frame.w) - left, h: Math.min(1, frame.y + frame.h) - top }
  return made.w < LEAST || made.h < LEAST ? old : made
}

// Two corners that were tapped, in any order.
export const between = (a, b) => tidy({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) })

// A place of the whole picture, as it lies in a part of it; null when its middle is cut off.
export function seen(place, part) {
  const middle = { x: place.x + place.w / 2, y: place.y + place.h / 2 }
  if (middle.x < part.x || middle.x > part.x + part.w || middle.y < part.y || middle.y > part.y + part.h) return null
  return { x: (place.x - part.x) / part.w, y: (place.y - part.y) / part.h, w: place.w / part.w, h: place.h / part.h }
}

// A frame drawn on a part, as it lies in the whole picture.
export const inWhole = (frame, part) => ({ x: part.x + frame.x * part.w, y: part.y + frame.y * part.h, w: frame.w * part.w, h: frame.h * part.h })
