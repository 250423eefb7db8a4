// Everything this tablet keeps, in IndexedDB: what was written, photos that wait, and the rest by name.
import { openDB } from "vendor/idb"

const NAME = "group"
const VERSION = 1
const SAFE = { durability: "strict" } // on the disk before we say that it is safe
const ROOM = 50 * 1024 * 1024
const PART = 0.05

// Each version adds a step and keeps what waits: the newer app sends what the older one wrote.
const STEPS = [
  (db) => {
    db.createObjectStore("items", { keyPath: "seq", autoIncrement: true }).createIndex("id", "id", { unique: true })
    db.createObjectStore("photos")
    db.createObjectStore("state")
  },
]

let opened

function open() {
  const forget = () => (opened = undefined)
  opened ??= openDB(NAME, VERSION, {
    upgrade: (db, from) => STEPS.slice(from).forEach((step) => step(db)),
    blocking: (_from, _to, event) => (event.target.close(), forget()),
    terminated: forget,
  }).catch((problem) => (forget(), Promise.reject(problem)))
  return opened
}

// A connection that the browser closed meanwhile is opened again, once.
async function run(act) {
  try {
    return await act(await open())
  } catch (problem) {
    if (problem?.name !== "InvalidStateError") throw problem
    opened = undefined
    return act(await open())
  }
}

// One transaction over these stores; `act` gets them by name.
function together(names, act) {
  return run(async (db) => {
    const tx = db.transaction(names, "readwrite", SAFE)
    const stores = Object.fromEntries(names.map((name) => [name, tx.objectStore(name)]))
    const [found] = await Promise.all([act(stores), tx.done])
    return found
  })
}

export const items = () => run((db) => db.getAll("items"))

// What the page begins with, in one go: { items, and the state by these names }.
export function start(names) {
  return run(async (db) => {
    const tx = db.transaction(["items", "state"])
    const asked = [tx.objectStore("items").getAll(), ...names.map((name) => tx.objectStore("state").get(name))]
    const [found, ...values] = await Promise.all(asked)
    return { items: found, ...Object.fromEntries(names.map((name, place) => [name, values[place]])) }
  })
}

// Adds rows in order, all or none, and tells each its place. photo: { bytes, type } of the first row.
export function add(rows, photo = null) {
  const names = photo ? ["items", "photos"] : ["items"]
  return together(names, async (stores) => {
    const puts = rows.map((row) => stores.items.add(row))
    if (photo) puts.push(stores.photos.put(photo, rows[0].id))
    const places = await Promise.all(puts)
    rows.forEach((row, place) => (row.seq = places[place]))
  })
}

// patches: [{ id, … }]: what changes of items that are still there.
export function change(patches) {
  return together(["items"], async ({ items: store }) => {
    const rows = await Promise.all(patches.map(({ id }) => store.index("id").get(id)))
    await Promise.all(rows.map((row, place) => row && store.put({ ...row, ...patches[place] })))
  })
}

// Another item in the place of this one; its photo goes with it when it has one.
export function swap(id, row) {
  return together(["items", "photos"], async ({ items: store, photos }) => {
    const old = await store.index("id").get(id)
    const photo = await photos.get(id)
    await photos.delete(id)
    if (row.blob && photo) await photos.put(photo, row.id)
    if (old) row.seq = old.seq
    const place = await store.put(row)
    row.seq = place
  })
}

export function remove(ids) {
  return together(["items", "photos"], async ({ items: store, photos }) => {
    const keys = await Promise.all(ids.map((id) => store.index("id").getKey(id)))
    await Promise.all(keys.filter((key) => key !== undefined).map((key) => store.delete(key)))
    await Promise.all(ids.map((id) => photos.delete(id)))
  })
}

export const photo = (id) => run((db) => db.get("photos", id))
export const setPhoto = (id, kept) => run((db) => db.put("photos", kept, id))
export const dropPhotos = (ids) => together(["photos"], ({ photos }) => Promise.all(ids.map((id) => photos.delete(id))))
export const get = (name) => run((db) => db.get("state", name))
export const set = (name, value) => run((db) => db.put("state", value, name))
export const unset = (...names) => together(["state"], ({ state }) => Promise.all(names.map((name) => state.delete(name))))

// Nothing is left, whatever it was.
export function clear() {
  return together(["items", "photos", "state"], (stores) => Promise.all(Object.values(stores).map((store) => store.clear())))
}

export const isFull = (problem) => problem?.name === "QuotaExceededError"

// Asks the browser to keep our things when it cleans up.
export const persist = () => navigator.storage?.persist?.().catch(() => false)

// Whether there is little room left for photos.
export async function isShort() {
  const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.().catch(() => ({}))) ?? {}
  return quota > 0 && (quota - usage < ROOM || quota - usage < quota * PART)
}

// [[name, value]…] of the state whose names begin so.
export function named(start) {
  return run(async (db) => {
    const range = IDBKeyRange.bound(start, `${start}\uffff`)
    const [names, values] = await Promise.all([db.getAllKeys("state", range), db.getAll("state", range)])
    return names.map((name, place) => [name, values[place]])
  })
}
