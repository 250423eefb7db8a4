// Coming in and going home, laid over what the server told. Pure; see applying.js.
function arrive(model, what, item) {
  if (item.known.open) return
  for (const { visit: id, child: who, at, brought_by: brought = "" } of what.visits ?? []) {
    const child = model.children.get(who)
    if (!child) continue
    if (item.pending) child.pending = true
    if (model.visits.has(id)) continue
    const visit = { visit: id, group: child.group, arrived_at: at, left_at: null, brought_by: brought, collected_by: "", by_clock: false, in_by: model.first(item.by) }
    child.visits.push(visit)
    model.visits.set(id, { child, visit })
  }
}

function touched(model, id, item) {
  const found = item.known.open ? undefined : model.visits.get(id)
  if (found && item.pending) found.child.pending = true
  return found
}

function leave(model, what, item) {
  for (const { visit: id, at, collected_by: collected = "" } of what.visits ?? []) {
    const found = touched(model, id, item)
    if (!found || found.visit.left_at) continue
    Object.assign(found.visit, { left_at: at, collected_by: collected })
    for (const entry of found.child.entries) {
      if (entry.kind === "sleep" && !entry.ended_at && entry.started_at >= found.visit.arrived_at) entry.ended_at = at
    }
  }
}

function undoArrive(model, what, item) {
  const found = touched(model, what.visit, item)
  if (!found) return
  found.child.visits = found.child.visits.filter((one) => one !== found.visit)
  model.visits.delete(what.visit)
}

function change(model, what, item, told) {
  const found = touched(model, what.visit, item)
  if (found) Object.assign(found.visit, told)
}

function times(model, what, item) {
  const told = Object.entries(what).filter(([name, at]) => ["arrived_at", "left_at"].includes(name) && at)
  change(model, what, item, Object.fromEntries(told))
}

export const DOOR = {
  arrive,
  leave,
  undo_arrive: undoArrive,
  undo_leave: (model, what, item) => change(model, what, item, { left_at: null, collected_by: "" }),
  bringer: (model, what, item) => change(model, what, item, { brought_by: what.name }),
  times,
}
