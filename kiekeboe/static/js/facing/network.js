// The tiny face detector of face-api (vendor.toml), without its library: the same sums on plain arrays.
// It says where something looks like a face. It cannot tell one face from another. Pure.
import { boxes, distinct } from "js/facing/boxes"
import { convolve, largest, map, mix, spread } from "js/facing/layers"

const MEAN = [117.001, 114.697, 97.404]
// How the numbers lie in the file: one byte each, times a step, plus the least. [how many, step, least]
const PARTS = [
  [432, 0.009007044399485869, -1.2069439495311063],
  [16, 0.005263455241334205, -0.9211046672334858],
  [144, 0.004001977630690033, -0.5042491814669441],
  [512, 0.013836609615999109, -1.411334180831909],
  [32, 0.0015159862590771096, -0.30926119685173037],
  [288, 0.002666276225856706, -0.317286870876948],
  [2048, 0.015265831292844286, -1.6792414422128714],
  [64, 0.0020280554598453, -0.37113414915168985],
  [576, 0.006100742489683862, -0.8907084034938438],
  [8192, 0.016276211832083907, -2.0508026908425725],
  [128, 0.003394414279975143, -0.7637432129944072],
  [1152, 0.006716050119961009, -0.8059260143953211],
  [32768, 0.021875603993733724, -2.8875797271728514],
  [256, 0.0041141652009066415, -0.8188187749804216],
  [2304, 0.008423839597141042, -0.9013508368940915],
  [131072, 0.030007277283014035, -3.8709387695088107],
  [512, 0.008402082966823203, -1.4871686851277068],
  [12800, 0.028336129469030042, -4.675461362389957],
  [25, 0.002268134028303857, -0.41053225912299807],
]

// bytes: the file as it is.
export function network(bytes) {
  let at = 0
  const read = PARTS.map(([many, step, least]) => {
    const found = Float32Array.from(bytes.subarray(at, at + many), (byte) => byte * step + least)
    at += many
    return found
  })
  if (at !== bytes.length) throw new Error("these are not the numbers of the network")
  const pairs = [2, 5, 8, 11, 14].map((n) => ({ around: read[n], across: { weights: read[n + 1], bias: read[n + 2] } }))
  return { first: { weights: read[0], bias: read[1] }, pairs, last: { weights: read[17], bias: read[18] } }
}

// pixels: four bytes each, as a canvas gives them. Faces that are at least so sure, surest first.
export function faces(net, { width, height, pixels }, least) {
  let at = convolve(input(width, height, pixels), net.first)
  net.pairs.forEach(({ around, across }) => (at = mix(spread(largest(at), around), across)))
  return distinct(boxes(mix(largest(at, 1), net.last, false), least))
}

function input(width, height, pixels) {
  const to = map(width, height, 3)
  for (let from = 0, at = 0; at < to.values.length; from += 4, at += 3) {
    for (let colour = 0; colour < 3; colour++) to.values[at + colour] = (pixels[from + colour] - MEAN[colour]) / 255
  }
  return to
}
