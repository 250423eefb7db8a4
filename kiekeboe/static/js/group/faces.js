// Asks a worker where faces are in a picture, on this tablet alone, also without internet.
import { pixels } from "js/group/covering"
import { trustedWorker } from "js/lib/trusted"

const WORKER = "/group/faces.js"
const SIZES = [672, 288] // of the longest side, in pixels
const PATIENCE = 10_000

let worker
let numbers // of the network, until the worker has them

function begun(address) {
  worker ??= new Worker(trustedWorker(WORKER))
  numbers ??= fetch(address).then((answer) => (answer.ok ? answer.arrayBuffer() : Promise.reject(new Error(answer.status))))
  return numbers
}

// [{ x, y, w, h }…] from 0 to 1, surest first. Rejects when nobody could look.
export async function look(canvas, address) {
  try {
    const kept = await begun(address)
    return await asked({ numbers: kept, pictures: SIZES.map((size) => pixels(canvas, size)) })
  } catch (problem) {
    rest() // the next photo begins anew
    throw problem
  }
}

function asked(told) {
  const id = crypto.randomUUID()
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error("too slow")), PATIENCE)
    const hear = ({ data }) => {
      if (data.id !== id) return
      clearTimeout(timer)
      worker.removeEventListener("message", hear)
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
