// Pictures on a canvas: smaller, cut, and with faces that nobody can know again. Nothing is kept here.
const BLOCKS = 6 // along the longest side of what is covered: fewer than a face can be known from
const MARGIN = 0.3 // a face is more than what was found of it

export function canvas(width, height) {
  const made = document.createElement("canvas")
  made.width = Math.max(1, Math.round(width))
  made.height = Math.max(1, Math.round(height))
  return made
}

function pen(on) {
  const made = on.getContext("2d")
  made.imageSmoothingEnabled = true
  made.imageSmoothingQuality = "high"
  return made
}

// A part of a picture, at most `longest` pixels long. part: { x, y, w, h } from 0 to 1.
export function cut(picture, { x = 0, y = 0, w = 1, h = 1 } = {}, longest = Infinity) {
  const [width, height] = [picture.width * w, picture.height * h]
  const scale = Math.min(1, longest / Math.max(width, height))
  const made = canvas(width * scale, height * scale)
  const drawing = pen(made)
  drawing.fillStyle = "white" // what was see-through in a drawing
  drawing.fillRect(0, 0, made.width, made.height)
  drawing.drawImage(picture, picture.width * x, picture.height * y, width, height, 0, 0, made.width, made.height)
  return made
}

// The place around a face that is made unrecognisable, within the picture. From 0 to 1.
export function around({ x, y, w, h, exact = false }) {
  const wider = exact ? 0 : MARGIN
  const left = Math.max(0, x - w * wider)
  const top = Math.max(0, y - h * wider)
  return { x: left, y: top, w: Math.min(1, x + w * (1 + wider)) - left, h: Math.min(1, y + h * (1 + wider)) - top }
}

// Draws over this place what is left of it in a few blocks: the rest is not in the picture any more.
export function cover(picture, place) {
  const { x, y, w, h } = around(place)
  const [left, top, width, height] = [x * picture.width, y * picture.height, w * picture.width, h * picture.height].map(Math.round)
  if (width < 1 || height < 1) return
  const scale = BLOCKS / Math.max(width, height)
  let small = canvas(width, height)
  pen(small).drawImage(picture, left, top, width, height, 0, 0, width, height)
  // By halves, so that each block is the mean of all that it hides.
  while (small.width > 2 * BLOCKS || small.height > 2 * BLOCKS) small = shrunk(small, small.width / 2, small.height / 2)
  small = shrunk(small, width * scale, height * scale)
  pen(picture).drawImage(small, 0, 0, small.width, small.height, left, top, width, height)
}

function shrunk(picture, width, height) {
  const made = canvas(width, height)
  pen(made).drawImage(picture, 0, 0, made.width, made.height)
  return made
}

export function pixels(picture, longest) {
  const small = cut(picture, {}, longest)
  const { data, width, height } = small.getContext("2d").getImageData(0, 0, small.width, small.height)
  return { width, height, pixels: data }
}

export function encoded(picture, quality) {
  return new Promise((done) => picture.toBlob(done, "image/jpeg", quality))
}
