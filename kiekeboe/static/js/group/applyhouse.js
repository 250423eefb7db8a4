// Notes and the evacuation, laid over what the server told. Pure; see applying.js.
function seen(model, what, item) {
  for (const child of model.children.values()) {
    const place = child.closed?.notes?.findIndex((one) => one.note === what.note) ?? -1
    if (place < 0) continue
    if (item.pending) child.pending = true
    const note = child.closed.notes[place]
    if (note.seen_at) return
    const notes = [...child.closed.notes]
    notes[place] = { ...note, seen_at: item.at, seen_by: model.first(item.by) }
    child.closed = { ...child.closed, notes }
  }
}

function write(model, { note, text, until }, item) {
  if (item.known.closed || model.handover.some((one) => one.note === note)) return
  const mine = item.by === model.me
  model.handover.push({ note, text, until, by: model.first(item.by), at: item.at, read_by: [], mine, pending: item.pending })
}

function read(model, { note }, item) {
  const found = model.handover.find((one) => one.note === note)
  if (found && !found.read_by.includes(item.by)) found.read_by = [...found.read_by, item.by]
}

function takeBack(model, { note }) {
  model.handover = model.handover.filter((one) => one.note !== note)
}

// What burns is begun once: a list that goes on already stays the list.
function begin(model, { muster, mode, at }, item) {
  if (item.known.open || (model.muster && !model.muster.ended_at) || model.muster?.muster === muster) return
  model.muster = { muster, mode, began_at: at, by: model.first(item.by), safe: [], ended_at: null, name: "" }
}

// The newest tick of a person counts; also one that was made for a list of another tablet.
function tick(model, { person, what, safe, at }, item) {
  if (item.known.open || !model.muster || model.muster.ended_at) return
  const old = model.muster.safe.find(([who]) => who === person)
  if (old && Date.parse(old[2]) >= Date.parse(at)) return
  const others = model.muster.safe.filter(([who]) => who !== person)
  model.muster.safe = safe ? [...others, [person, what, at, model.first(item.by)]] : others
}

function end(model, { muster, name, at }, item) {
  if (item.known.open || model.muster?.muster !== muster || model.muster.ended_at) return
  model.muster = { ...model.muster, ended_at: at, name }
}

export const HOUSE = {
  seen,
  handover_write: write,
  handover_read: read,
  handover_withdraw: takeBack,
  muster_begin: begin,
  muster_tick: tick,
  muster_end: end,
}
