// The sums of a small convolutional network, on plain arrays: no WebAssembly, no graphics card. Pure.
// A map is { width, height, depth, values }: rows of pixels, the depth of one pixel side by side.
export const map = (width, height, depth) => ({ width, height, depth, values: new Float32Array(width * height * depth) })

const SLOPE = 0.1 // of what is below zero

// Every pixel with its neighbours, full depth; the outermost pixels have no answer of their own.
export function convolve(from, { weights, bias }) {
  const many = bias.length
  const to = map(from.width - 2, from.height - 2, many)
  const row = from.width * from.depth
  const span = 3 * from.depth
  const sum = new Float32Array(many)
  for (let y = 0, at = 0; y < to.height; y++) {
    for (let x = 0; x < to.width; x++, at += many) {
      sum.set(bias)
      for (let line = 0; line < 3; line++) {
        const begin = (y + line) * row + x * from.depth
        for (let k = 0, w = line * span * many; k < span; k++, w += many) {
          const value = from.values[begin + k]
          for (let o = 0; o < many; o++) sum[o] += value * weights[w + o]
        }
      }
      for (let o = 0; o < many; o++) to.values[at + o] = sum[o] > 0 ? sum[o] : sum[o] * SLOPE
    }
  }
  return to
}

// Every pixel with its neighbours, each depth by itself; outside the picture is zero.
export function spread(from, weights) {
  const { width, height, depth, values } = from
  const to = map(width, height, depth)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * depth
      for (let dy = y ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy++) {
        for (let dx = x ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx++) {
          const begin = at + (dy * width + dx) * depth
          const w = ((dy + 1) * 3 + dx + 1) * depth
          for (let d = 0; d < depth; d++) to.values[at + d] += values[begin + d] * weights[w + d]
        }
      }
    }
  }
  return to
}

// Every pixel by itself, from one depth to another; `bend` makes what is below zero small.
export function mix(from, { weights, bias }, bend = true) {
  const { width, height, depth, values } = from
  const many = bias.length
  const to = map(width, height, many)
  const sum = new Float32Array(many)
  for (let pixel = 0, at = 0; pixel < width * height; pixel++, at += many) {
    const begin = pixel * depth
    sum.set(bias)
    // Four at a time: half of the time goes into fetching and storing the sum. Every depth is a multiple of four.
    for (let d = 0, w = 0; d < depth; d += 4, w += 4 * many) {
      const a = values[begin + d]
      const b = values[begin + d + 1]
      const c = values[begin + d + 2]
      const e = values[begin + d + 3]
      for (let o = 0; o < many; o++) {
        const v = w + o
        sum[o] += a * weights[v] + b * weights[v + many] + c * weights[v + 2 * many] + e * weights[v + 3 * many]
      }
    }
    for (let o = 0; o < many; o++) to.values[at + o] = sum[o] > 0 || !bend ? sum[o] : sum[o] * SLOPE
  }
  return to
}

// The largest of each two by two pixels; `step` 1 keeps the size.
export function largest(from, step = 2) {
  const { width, height, depth, values } = from
  const to = map(Math.ceil(width / step), Math.ceil(height / step), depth)
  for (let y = 0, at = 0; y < to.height; y++) {
    const below = y * step + 1 < height ? width * depth : 0
    for (let x = 0; x < to.width; x++) {
      const begin = (y * step * width + x * step) * depth
      const beside = x * step + 1 < width ? depth : 0
      for (let d = begin; d < begin + depth; d++, at++) {
        to.values[at] = Math.max(values[d], values[d + beside], values[d + below], values[d + below + beside])
      }
    }
  }
  return to
}
