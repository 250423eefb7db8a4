// Notes and the evacuation, laid over what the server told. Pure; see applying.js.
const seen = seenIn("notes", "note")
const reactionSeen = seenIn("reactions", "reaction")

// Somebody of the group saw one thing that home said; `list` holds them and `name` is what an id is called.
function seenIn(list, name) {
  return (model, what, item) => {
    for (const child of model.children.values()) {
      const place = child.closed?.[list]?.findIndex((one) => one[name] === what[name]) ?? -1
      if (place < 0) continue
      if (item.pending) child.pending = true
      const said = child.closed[list][place]
      if (said.seen_at) return
      const all = [...child.closed[list]]
      all[place] = { ...said, seen_at: item.at, seen_by: model.first(item.by) }
      child.closed = { ...child.closed, [list]: all }
    }
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
  reaction_seen: reactionSeen,
  handover_write: write,
  handover_read: read,
  handover_withdraw: takeBack,
  muster_begin: begin,
  muster_tick: tick,
  muster_end: end,
}
