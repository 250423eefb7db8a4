// Asking our server, with a time limit, and hearing what is not an answer of ours.
const LIMIT = 10_000

// Nothing came back that we can believe: no network, too slow, or not our server.
export class Offline extends Error {}
// This tablet is not ours any more: it forgets everything.
export class Unpaired extends Error {}

// { status, told (JSON or null), etag, took (ms), at (server time in ms, or null) }
export async function ask(address, { limit = LIMIT, headers = {}, ...options } = {}) {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), limit)
  const begun = performance.now()
  try {
    const asked = { credentials: "same-origin", cache: "no-store", signal: patience.signal, ...options }
    const answer = await fetch(address, { ...asked, headers: { Accept: "application/json", ...headers } })
    const took = performance.now() - begun
    const told = await jsonOf(answer)
    if (isGone(answer, told)) throw new Unpaired()
    return { status: answer.status, told, took, etag: answer.headers.get("ETag"), at: moment(answer, told) }
  } catch (problem) {
    if (problem instanceof Unpaired) throw problem
    throw new Offline(problem.message)
  } finally {
    clearTimeout(timer)
  }
}

async function jsonOf(answer) {
  if (!(answer.headers.get("content-type") ?? "").includes("json")) return null
  const text = await answer.text() // cut off in the middle: this throws, or what is left is no JSON
  return JSON.parse(text)
}

// Only our own words count: a proxy that says 404 for a moment must not empty a tablet.
function isGone(answer, told) {
  if (answer.redirected && new URL(answer.url).pathname.startsWith("/group/pair/")) return true
  if (![401, 403, 404].includes(answer.status)) return false
  return answer.headers.has("Clear-Site-Data") || (answer.status === 404 && Boolean(told?.sentence))
}

// A date in a header is cut off at the second: half a second is the best guess.
function moment(answer, told) {
  const said = Date.parse(told?.now ?? told?.at ?? "")
  if (said) return said
  return Date.parse(answer.headers.get("Date") ?? "") + 500 || null
}
