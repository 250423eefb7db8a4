// A worker that counts faces in one picture. It gets pixels and gives places; it keeps nothing of them.
import { faces, network } from "js/facing/network"

const LEAST = 0.35 // how sure it must be, see docs/decisions/0019
let net

onmessage = ({ data }) => {
  const { id, numbers, pictures } = data
  try {
    if (numbers) net = network(new Uint8Array(numbers))
    // The smaller picture only when the larger one has none: a face so near that it fills it.
    let found = []
    for (const picture of pictures) if (!found.length) found = faces(net, picture, LEAST)
    postMessage({ id, found })
  } catch (problem) {
    postMessage({ id, problem: String(problem) })
  }
}
