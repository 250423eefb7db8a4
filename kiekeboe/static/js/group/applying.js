// What a written item changes on the board, laid over what the server told. Pure. Doing it twice is
// doing it once, and what the server knows already stays as the server tells it.
import { DOOR } from "js/group/applydoor"
import { HOUSE } from "js/group/applyhouse"
import { STAFF } from "js/group/applystaff"

// model: { children, entries, visits, gone, handover, muster, first(id), me }
// told: { open, closed } the record up to which each part of the snapshot is told.
export function apply(model, items, told) {
  for (const item of items) {
    if (item.state === "refused") continue
    const sent = item.state === "sent"
    const known = { open: sent && item.head <= told.open, closed: sent && item.head <= told.closed }
    const act = ACTS[item.kind]
    if (act && !(known.open && known.closed)) act(model, item.what, { ...item, pending: !sent, known })
  }
}

// An entry somewhere on the board, and that its child is not yet sent.
function touched(model, id, item) {
  const found = model.entries.get(id)
  if (found && item.pending) found.child.pending = found.entry.pending = true
  return found
}

function log(model, what, item) {
  const child = model.children.get(what.child)
  if (!child) return
  if (item.pending) child.pending = true
  if (model.entries.has(what.entry) || model.gone.has(what.entry)) return
  const { entry: id, kind, started_at, ended_at = null, amount = null, details = {}, note = "", shared = true } = what
  const by = model.first(item.by)
  const entry = { entry: id, kind, started_at, ended_at, amount, details, note, shared, by, revision: 1, changed: false, looks: [], pending: item.pending, known: item.known.open }
  model.add(child, entry)
}

function change(model, what, item) {
  const found = touched(model, what.entry, item)
  if (!found || found.entry.revision > what.based_on) return
  const { entry } = found
  for (const name of ["started_at", "ended_at", "amount", "details", "note"]) if (name in what) entry[name] = what[name]
  Object.assign(entry, { revision: what.based_on + 1, changed: true, stale: true })
}

function withdraw(model, what, item) {
  const found = touched(model, what.entry, item)
  if (!found) return
  model.entries.delete(what.entry)
  model.gone.set(what.entry, found)
  found.child.entries = found.child.entries.filter((one) => one !== found.entry)
}

function restore(model, what) {
  const found = model.gone.get(what.entry)
  if (!found) return
  model.gone.delete(what.entry)
  model.add(found.child, found.entry)
}

function wake(model, what, item) {
  const found = touched(model, what.entry, item)
  if (found && !found.entry.ended_at) Object.assign(found.entry, { ended_at: what.at, stale: true })
}

function sleepOn(model, what, item) {
  const found = touched(model, what.entry, item)
  if (found) Object.assign(found.entry, { ended_at: null, stale: true })
}

function look(model, what, item) {
  for (const { entry: id, at } of what.looks ?? []) {
    const found = touched(model, id, item)
    if (!found) continue
    const looks = found.entry.looks ?? []
    if (!looks.some((one) => Date.parse(one) === Date.parse(at))) found.entry.looks = [...looks, at]
  }
}

const ACTS = { log, change, withdraw, restore, wake, sleep_on: sleepOn, look, ...DOOR, ...HOUSE, ...STAFF }
