// Forgetting: after a day and a half the children, after three days without contact everything, and
// everything at once when the tablet is not ours any more.
import * as keep from "js/group/keep"

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
