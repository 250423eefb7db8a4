// Keeps what a parent last saw, so that it stays readable without internet: the shell, the pages of
// days, diary and photos of two weeks, and the pictures in them. Always asks the network first.
// Every page says who reads (X-Reader: a tag of account and children, and a number that goes up when
// anything was taken away from anybody). Another tag: all that was kept goes. Another number: the
// house says which photos may still be seen, and the others go with the pages they are on.
const SHELL = "shell-1"
const KEPT = "kept-"
const WORDS = {{ words|safe }}
const STYLE = "{{ style }}"
const ICON = "{{ icon }}"
const NEWS = "/parent/more/notices/"
const PATIENCE = 4000
const PAGES = { most: 80, age: 14 * 86_400_000 }
const PICTURES = { most: 200, bytes: 60_000_000 }
const ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
const PAGE = new RegExp(`^/parent/(?:children/${ID}/(?:days/[0-9-]{10}/|diary/)?|photos/(?:${ID}/)?)$`)
const PICTURE = new RegExp(`^/(?:photos/[0-9a-z]{2}/[\\w-]+-\\d+\\.webp|parent/photos/${ID}/\\d+/)$`)
const NAMED = new RegExp(`/photos/([0-9a-z]{2}/[\\w-]{4,48}(?=-\\d+\\.webp)|${ID})`, "g")
const STANDING = "/parent/photos/standing/"

let turn = Promise.resolve() // one change of what is kept at a time
const next = (work) => (turn = turn.then(work, work).catch(() => {}))

addEventListener("install", () => skipWaiting())
addEventListener("activate", (event) => event.waitUntil(clients.claim()))
addEventListener("message", (event) => {
  if (event.data === "contact") event.waitUntil(next(check))
})
// News: its kind and an opaque id, never a name. The same id shown again takes the place of itself.
addEventListener("push", (event) => {
  const told = read(event.data)
  const body = WORDS.news[told.kind] ?? WORDS.news.several
  event.waitUntil(registration.showNotification("Kiekeboe", { body, tag: told.id, icon: ICON, badge: ICON, lang: WORDS.language }))
})
addEventListener("notificationclick", (event) => {
  event.notification.close()
  event.waitUntil(look())
})
addEventListener("fetch", (event) => {
  const { request } = event
  const address = new URL(request.url)
  if (request.method !== "GET" || address.origin !== location.origin || request.headers.has("range")) return
  if (address.pathname.startsWith("/static/")) event.respondWith(shell(request))
  else if (request.mode === "navigate" && address.pathname.startsWith("/parent/")) event.respondWith(page(event, address))
  else if (PICTURE.test(address.pathname) && !address.searchParams.has("download")) event.respondWith(picture(event, address))
})

async function shell(request) {
  const cache = await caches.open(SHELL)
  const known = await cache.match(request)
  if (known) return known
  const answer = await fetch(request)
  if (answer.ok) cache.put(request, answer.clone())
  return answer
}

// A page: from the network, or after some patience as it was last seen, and then it says so.
async function page(event, address) {
  const asked = fetch(event.request)
  asked.then((answer) => event.waitUntil(next(() => heard(address, answer.clone()))), () => {})
  event.waitUntil(asked.catch(() => {}))
  const quick = await Promise.race([asked.catch(() => null), pause()])
  if (quick) return quick
  const kept = await last(address)
  if (kept) return kept
  return asked.catch(() => offline())
}

const pause = () => new Promise((done) => setTimeout(done, PATIENCE, null))

async function heard(address, answer) {
  const [reader, number] = (answer.headers.get("X-Reader") ?? "").split(".")
  if (!reader) return check() // signed out, or out of reach: what was kept may have to go
  const cache = await own(reader)
  if (answer.ok && PAGE.test(address.pathname)) {
    const headers = new Headers(answer.headers)
    headers.set("X-Kept", Date.now())
    headers.delete("content-encoding")
    await cache.put(bare(address, true), new Response(await answer.text(), { headers }))
    await tidy(cache)
  }
  const known = await (await cache.match("/number"))?.text()
  await cache.put("/number", new Response(number))
  if (known !== number) await check()
}

// What this reader kept; what another one kept goes.
async function own(reader) {
  const name = KEPT + reader
  for (const other of await caches.keys()) if (other.startsWith(KEPT) && other !== name) await caches.delete(other)
  return caches.open(name)
}

async function mine() {
  const name = (await caches.keys()).find((one) => one.startsWith(KEPT))
  return name && caches.open(name)
}

function bare(address, search) {
  return address.origin + address.pathname + (search ? address.search : "")
}

async function last(address) {
  const cache = await mine()
  if (!cache) return null
  if (address.pathname === "/parent/") {
    const days = (await cache.keys()).filter(({ url }) => new RegExp(`/children/${ID}/$`).test(url))
    return days.length ? Response.redirect(days.at(-1).url) : null
  }
  const kept = await cache.match(bare(address, true))
  const seen = Number(kept?.headers.get("X-Kept"))
  if (!kept || Date.now() - seen > PAGES.age) return null
  const html = (await kept.text()).replace(/<main [^>]*>/, (main) => main + banner(seen))
  return new Response(html, { headers: kept.headers })
}

function banner(seen) {
  const time = new Intl.DateTimeFormat(WORDS.language, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" })
  const said = WORDS.kept.replace("TIME", time.format(seen))
  return `<div class="banner" data-tone="warn" data-kept="${seen}" role="status" aria-live="polite"><div class="banner-text"><p>${said}</p></div></div>`
}

function offline() {
  const html = `<!doctype html><html lang="${WORDS.language}" data-surface="parent"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${WORDS.title}</title><link rel="stylesheet" href="${STYLE}"><main id="main"><div class="page"><h1>${WORDS.title}</h1><p>${WORDS.missing}</p><p><a class="button" href="/parent/">${WORDS.back}</a></p></div></main></html>`
  return new Response(html, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } })
}

// A picture: from the network; without internet as it was seen, or a smaller one of the same photo.
async function picture(event, address) {
  try {
    const answer = await fetch(event.request)
    event.waitUntil(next(() => (answer.ok ? keep(address, answer.clone()) : forget(address, answer))))
    return answer
  } catch (problem) {
    const cache = await mine()
    for (const path of [address.pathname, ...[1200, 400, 2400].map((size) => sized(address.pathname, size))]) {
      const kept = await cache?.match(address.origin + path)
      if (kept) return kept
    }
    throw problem
  }
}

const sized = (path, size) => path.replace(/-\d+\.webp$/, `-${size}.webp`).replace(/\/\d+\/$/, `/${size}/`)

async function keep(address, answer) {
  const cache = await mine()
  if (!cache) return
  const body = await answer.blob()
  const headers = { "Content-Type": answer.headers.get("Content-Type"), "X-Bytes": body.size, "X-Content-Type-Options": "nosniff" }
  await cache.delete(bare(address))
  await cache.put(bare(address), new Response(body, { headers }))
  await tidy(cache)
}

async function forget(address, answer) {
  if (answer.status === 404) await (await mine())?.delete(bare(address))
}

// Newest last: what is too much or too old goes from the front.
async function tidy(cache) {
  const keys = (await cache.keys()).reverse()
  let [pages, pictures, bytes] = [0, 0, 0]
  for (const key of keys) {
    const kept = await cache.match(key)
    const path = new URL(key.url).pathname
    if (PICTURE.test(path)) {
      bytes += Number(kept.headers.get("X-Bytes"))
      if (++pictures > PICTURES.most || bytes > PICTURES.bytes) await cache.delete(key)
    } else if (PAGE.test(path)) {
      const old = Date.now() - Number(kept.headers.get("X-Kept")) > PAGES.age
      if (++pages > PAGES.most || old) await cache.delete(key)
    }
  }
}

// Contact with the house: which of the photos that are kept, or named on a page, may still be seen?
async function check() {
  const cache = await mine()
  if (!cache) return
  const held = new Map()
  for (const key of await cache.keys()) {
    const path = new URL(key.url).pathname
    if (path === "/number") continue
    const text = PAGE.test(path) ? path + (await (await cache.match(key)).text()) : path
    held.set(key, new Set([...text.matchAll(NAMED)].map((one) => one[1])))
  }
  const names = [...new Set([...held.values()].flatMap((one) => [...one]))]
  for (let start = 0; start < names.length; start += 300) {
    const asked = names.slice(start, start + 300)
    const standing = await ask(asked)
    if (!standing) return
    const gone = new Set(asked.filter((name) => !standing.has(name)))
    for (const [key, named] of held) if ([...named].some((name) => gone.has(name))) await cache.delete(key)
  }
}

async function ask(photos) {
  const words = { method: "POST", body: JSON.stringify({ photos }), headers: { "Content-Type": "application/json", "X-Background": "1" } }
  const answer = await fetch(STANDING, words).catch(() => null)
  if (answer?.ok && !answer.redirected) return new Set((await answer.json()).photos)
  if (answer && answer.status < 500) await wipe() // signed out, or nothing is left to see
  return null
}

async function wipe() {
  for (const name of await caches.keys()) if (name.startsWith(KEPT)) await caches.delete(name)
}

function read(data) {
  try {
    return data.json()
  } catch {
    return {}
  }
}

async function look() {
  const open = await clients.matchAll({ type: "window" })
  const page = open.find((one) => "navigate" in one)
  if (!page) return clients.openWindow(NEWS)
  await page.focus()
  return page.navigate(NEWS)
}
