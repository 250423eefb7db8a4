// Asks a worker where faces are in a picture, on this tablet alone, also without internet.
import { pixels } from "js/group/covering"
import { trustedWorker } from "js/lib/trusted"

const WORKER = "/group/faces.js"
const SIZES = [672, 288] // of the longest side, in pixels
const PATIENCE = 5000 // ms; after that a photo is shared without having been looked at

let worker
let numbers // of the network

const fetched = (address) => fetch(address).then((answer) => (answer.ok ? answer.arrayBuffer() : Promise.reject(new Error(answer.status))))

// [{ x, y, w, h }…] from 0 to 1, surest first. Rejects when nobody could look.
export async function look(canvas, address) {
  try {
    numbers ??= fetched(address)
    const kept = await numbers
    return await asked({ numbers: kept, pictures: SIZES.map((size) => pixels(canvas, size)) })
  } catch (problem) {
    rest() // the next photo begins anew
    throw problem
  }
}

function asked(told) {
  worker ??= new Worker(trustedWorker(WORKER))
  const id = crypto.randomUUID()
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error("too slow")), PATIENCE)
    const hear = ({ data }) => {
      if (data.id !== id) return
      clearTimeout(timer)
      worker?.removeEventListener("message", hear)
      data.found ? done(data.found) : failed(new Error(data.problem))
    }
    worker.addEventListener("message", hear)
    worker.addEventListener("error", () => failed(new Error("no worker")), { once: true })
    worker.postMessage({ id, ...told }, told.pictures.map((one) => one.pixels.buffer))
  })
}

// The worker goes, and with it every pixel that it saw.
export function rest() {
  worker?.terminate()
  worker = numbers = undefined
}
