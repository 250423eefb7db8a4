// The page that the service worker keeps, and a newer one that waits until somebody takes it.
import { trustedWorker } from "js/lib/trusted"

const HOUR = 3_600_000
let waiting

// Calls `told` when a new version waits. Nothing is taken by itself.
export async function watchUpdates(told) {
  const keeper = navigator.serviceWorker
  if (!keeper) return
  let registration
  try {
    registration = await keeper.register(trustedWorker("/group/sw.js"), { scope: "/group/", updateViaCache: "none" })
  } catch {
    return // a browser that keeps nothing, or a tablet without internet at its first visit
  }
  const look = () => {
    if (!registration.waiting || !keeper.controller) return
    waiting = registration.waiting
    told()
  }
  const follow = (worker) => worker?.addEventListener("statechange", look)
  follow(registration.installing)
  registration.addEventListener("updatefound", () => follow(registration.installing))
  look()
  const ask = () => registration.update().catch(() => {})
  setInterval(ask, HOUR)
  addEventListener("online", ask)
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask())
}

// Opens the new version. What waits in the queue stays there and is sent by the new one.
export function takeUpdate() {
  if (!waiting) return
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true })
  waiting.postMessage("take")
}

// The language or the hand of this tablet changed: keep the page as it is now.
export function keepFresh() {
  navigator.serviceWorker?.controller?.postMessage("fresh")
}
