// Forgetting: after a day and a half the children, after three days without contact everything, and
// everything at once when the tablet is not ours any more.
import * as keep from "js/group/keep"
import { base64, sealFor } from "js/group/sealing"

export const LONGEST = 72 * 3_600_000
const PAIR = "/group/pair/"

// Nothing stays: not in the database, not in the page that is kept, not on this page.
export async function forgetAll() {
  sessionStorage.clear()
  await keep.clear().catch(() => {})
  const names = (await globalThis.caches?.keys().catch(() => [])) ?? []
  await Promise.all(names.map((name) => caches.delete(name)))
  if (!location.pathname.startsWith(PAIR)) location.replace(PAIR)
}

// Passes that do not hold any more.
export async function forgetPasses(now) {
  for (const [name, pass] of await keep.named("pass:")) {
    if (now > Date.parse(pass.expires_at)) await keep.unset(name)
  }
}

// Three days without contact: what was not sent is sealed for the server, the rest is forgotten.
export async function forgetButUnsent(spki) {
  const rows = await keep.items()
  await keep.remove(rows.filter((row) => row.state === "sent").map((row) => row.id))
  if (spki) for (const row of rows.filter((one) => one.state !== "sent" && !one.sealed)) await seal(spki, row)
  const names = (await keep.named("")).map(([name]) => name)
  await keep.unset(...names.filter((name) => !STAYS.includes(name)))
}

const STAYS = ["clock", "contact"]

async function seal(spki, { seq, id, at, what, blob, ...row }) {
  const { pass, mac, body } = row
  const sealed = base64(await sealFor(spki, JSON.stringify({ pass, mac, body })))
  const photo = blob && (await keep.photo(id))
  if (photo) await keep.setPhoto(id, { bytes: (await sealFor(spki, photo.bytes)).buffer, type: "application/octet-stream" })
  await keep.swap(id, { seq, id, at, by: null, kind: "sealed", what: blob ? { photo: what.photo } : {}, blob, state: "waiting", sealed })
}
