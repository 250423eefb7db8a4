// Keeps the page of the group on the tablet, so that it opens without internet. What is in the page
// belongs to nobody: children are kept by the page itself, and only while it may (js/group/keep.js).
const VERSION = "{{ version }}"
const CACHE = `group-${VERSION}`
const PAGE = "/group/"
const FACES = "/group/faces.js" // counts faces in a photo, also without internet
const FILES = [...{{ files|safe }}, FACES]
const PATIENCE = 4000 // how long a page that only the server has may take, in ms
const FETCHING = 20_000 // how long a file of a new version may take, in ms

addEventListener("install", (event) => event.waitUntil(install()))
addEventListener("activate", (event) => event.waitUntil(activate()))
addEventListener("message", (event) => {
  // Somebody asked for the new version, or changed the language or the hand of this tablet.
  if (event.data === "take") skipWaiting()
  if (event.data === "fresh") event.waitUntil(page().catch(() => {}))
})
addEventListener("fetch", (event) => {
  const { request } = event
  const address = new URL(request.url)
  if (request.method !== "GET" || address.origin !== location.origin) return
  if (address.pathname.startsWith("/static/") || address.pathname === FACES) event.respondWith(kept(request))
  else if (request.mode !== "navigate") return
  else if (address.pathname === PAGE) event.respondWith(shell(request))
  else if (address.pathname.startsWith(PAGE)) event.respondWith(elsewhere(request))
})

// A file that is lost on its way must not hold up the next attempt: that waits for this one.
async function install() {
  const cache = await caches.open(CACHE)
  const signal = AbortSignal.timeout(FETCHING)
  await Promise.all([cache.addAll(FILES.map((file) => new Request(file, { signal }))), page(signal)])
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith("group-") && name !== CACHE)
  await Promise.all(old.map((name) => caches.delete(name)))
  await clients.claim()
}

async function page(signal) {
  const answer = await fetch(PAGE, { cache: "reload", credentials: "same-origin", signal })
  // A tablet that is not paired is sent elsewhere; that page is not ours to keep.
  if (!answer.ok || answer.redirected) throw new Error(`no page: ${answer.status}`)
  await (await caches.open(CACHE)).put(PAGE, answer)
}

async function shell(request) {
  const cache = await caches.open(CACHE)
  return (await cache.match(PAGE)) ?? fetch(request)
}

// Our own files are the same for everybody, in whatever words a page or a worker asks for them.
async function kept(request) {
  const cache = await caches.open(CACHE)
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request)
}

async function elsewhere(request) {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENCE)
  try {
    return await fetch(request, { signal: patience.signal })
  } catch {
    return Response.redirect(`${PAGE}#no-internet`)
  } finally {
    clearTimeout(timer)
  }
}
