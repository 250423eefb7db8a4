// Several pages of one tablet: one of them sends at a time, and each hears what the others did.
const NAME = "group"
const PATIENCE = 30_000

const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(NAME)

export function tell(what) {
  channel?.postMessage(what)
}

export function hear(listen) {
  channel?.addEventListener("message", (event) => listen(event.data))
}

// Runs `act` while no other page runs one of this name. A page that sleeps may hold the lock: after a
// while we go on without it, because sending twice is harmless.
export async function alone(name, act) {
  if (!navigator.locks) return act()
  let mine = false
  const patience = new AbortController()
  const timer = setTimeout(() => !mine && patience.abort(), PATIENCE)
  try {
    return await navigator.locks.request(`${NAME}-${name}`, { signal: patience.signal }, () => ((mine = true), act()))
  } catch (problem) {
    if (mine || problem.name !== "AbortError") throw problem
    return act()
  } finally {
    clearTimeout(timer)
  }
}
