// Passes: with one, a person signs what they write. A pass is kept under their PIN and under a key that
// cannot leave this tablet, so a copy of what we keep opens nothing (S26).
import * as keep from "js/group/keep"

const ITERATIONS = 200_000
const TRIES = 5
const LOCKED = 15 * 60_000
const crypt = () => crypto.subtle
const letters = new TextEncoder()
const random = (length) => crypto.getRandomValues(new Uint8Array(length))

export const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("")
export const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

// The key of this tablet: made here once, and no script can read it.
async function deviceKey() {
  const kept = await keep.get("device-key")
  if (kept) return kept
  const made = await crypt().generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"])
  await keep.set("device-key", made)
  return made
}

async function pinKey(pin, salt, iterations) {
  const typed = await crypt().importKey("raw", letters.encode(pin), "PBKDF2", false, ["deriveBits"])
  const slow = await crypt().deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, typed, 256)
  const mixed = await crypt().sign("HMAC", await deviceKey(), slow)
  return crypt().importKey("raw", mixed, "AES-GCM", false, ["encrypt", "decrypt"])
}

// Keeps what the server gave after a PIN that it checked. pass: { id, token, room, expires_at }
export async function store(employee, pin, { id, token, room, expires_at }) {
  const salt = random(16)
  const iv = random(12)
  const key = await pinKey(pin, salt, ITERATIONS)
  const sealed = await crypt().encrypt({ name: "AES-GCM", iv }, key, unhex(token + room))
  await keep.set(`pass:${employee}`, { id, employee, expires_at, salt, iterations: ITERATIONS, iv, sealed })
  await keep.unset(`tries:${employee}`)
}

// Opens a pass with a PIN: { keys } or { none }, { until } when locked, { left } when it was wrong.
export async function unseal(employee, pin, now) {
  const kept = await keep.get(`pass:${employee}`)
  if (!kept || Date.parse(kept.expires_at) <= now) return { none: true }
  const tries = (await keep.get(`tries:${employee}`)) ?? { count: 0, until: 0 }
  if (tries.until > now) return { until: tries.until }
  // The try counts before it is made: switching off the tablet gives no free ones.
  const count = tries.until ? 1 : tries.count + 1
  const until = count >= TRIES ? now + LOCKED : 0
  await keep.set(`tries:${employee}`, { count, until })
  try {
    const key = await pinKey(pin, kept.salt, kept.iterations)
    const opened = hex(await crypt().decrypt({ name: "AES-GCM", iv: kept.iv }, key, kept.sealed))
    await keep.unset(`tries:${employee}`)
    return { keys: { id: kept.id, token: opened.slice(0, 64), room: opened.slice(64) } }
  } catch {
    return { left: TRIES - count, until }
  }
}

export const forget = (employee) => keep.unset(`pass:${employee}`, `tries:${employee}`)

// The two keys of a turn, which no script can read: one signs, one opens the closed part.
export async function turnKeys({ token, room }) {
  const [signer, opener] = await Promise.all([
    crypt().importKey("raw", unhex(token), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]),
    crypt().importKey("raw", unhex(room), "AES-GCM", false, ["encrypt", "decrypt"]),
  ])
  return { signer, opener }
}

export async function sign(signer, text) {
  return hex(await crypt().sign("HMAC", signer, letters.encode(text)))
}

export async function seal(opener, value) {
  const iv = random(12)
  return { iv, sealed: await crypt().encrypt({ name: "AES-GCM", iv }, opener, letters.encode(JSON.stringify(value))) }
}

// What was sealed, or null when this key does not open it.
export async function open(opener, { iv, sealed }) {
  try {
    return JSON.parse(new TextDecoder().decode(await crypt().decrypt({ name: "AES-GCM", iv }, opener, sealed)))
  } catch {
    return null
  }
}
