// From what the network says of each cell to faces: { x, y, w, h, sure } in parts of the picture. Pure.
const ANCHORS = [[1.603231, 2.094468], [6.041143, 7.080126], [2.882459, 3.518061], [4.266906, 5.178857], [9.041765, 10.66308]]
const SAME = 0.4 // how much of two boxes is shared when they are of the same face
const INSIDE = 0.6 // how much of the smaller one

const part = (value) => 1 / (1 + Math.exp(-value))

export function boxes(cells, least) {
  const { width, height, depth, values } = cells
  const each = depth / ANCHORS.length
  const found = []
  for (let at = 0; at < values.length; at += each) {
    const sure = part(values[at + 4])
    if (sure < least) continue
    const cell = Math.floor(at / depth)
    const [wide, high] = ANCHORS[(at % depth) / each]
    const w = (Math.exp(values[at + 2]) * wide) / width
    const h = (Math.exp(values[at + 3]) * high) / height
    const x = ((cell % width) + part(values[at])) / width - w / 2
    const y = (Math.floor(cell / width) + part(values[at + 1])) / height - h / 2
    found.push({ x, y, w, h, sure })
  }
  return found
}

// The surest box of each face.
export function distinct(found) {
  const kept = []
  for (const one of [...found].sort((a, b) => b.sure - a.sure)) if (!kept.some((other) => same(one, other))) kept.push(one)
  return kept
}

function same(a, b) {
  const wide = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)
  const high = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y)
  if (wide <= 0 || high <= 0) return false
  const shared = wide * high
  const [first, second] = [a.w * a.h, b.w * b.h]
  return shared / (first + second - shared) > SAME || shared / Math.min(first, second) > INSIDE
}
