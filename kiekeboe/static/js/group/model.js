// A copy of the snapshot that items may change: children by id, with their visits and entries. Pure.
export function modelOf(snapshot, { me = null, open = false, stale = false }) {
  const names = new Map(snapshot.colleagues.map((one) => [one.id, one.first]))
  const closed = (open && !stale && snapshot.closed) || null
  const model = {
    me,
    colleagues: new Map(snapshot.colleagues.map((one) => [one.id, { ...one, stints: (one.stints ?? []).map((stint) => [...stint]) }])),
    leave: (closed?.leave ?? []).map((one) => [...one]),
    children: new Map(),
    entries: new Map(),
    visits: new Map(),
    gone: new Map(),
    handover: (closed?.handover ?? []).map((one) => ({ ...one, read_by: [...one.read_by] })),
    talks: closed?.talks ?? 0,
    muster: snapshot.muster && { ...snapshot.muster, safe: [...(snapshot.muster.safe ?? [])] },
    first: (id) => names.get(id) ?? "",
    add(child, entry) {
      child.entries.push(entry)
      model.entries.set(entry.entry, { child, entry })
    },
  }
  if (!stale) for (const child of snapshot.children) addChild(model, child, closed, snapshot)
  return model
}

function addChild(model, told, closed, snapshot) {
  const own = closed?.children?.[told.id] ?? null
  const older = (snapshot.closed_head ?? snapshot.head) < snapshot.head
  const child = { ...told, visits: [], entries: [], closed: own, open: Boolean(closed), pending: false, day: snapshot.day, closed_day: snapshot.closed_day ?? snapshot.day }
  model.children.set(told.id, child)
  for (const one of told.visits ?? []) {
    const visit = { ...one }
    child.visits.push(visit)
    model.visits.set(visit.visit, { child, visit })
  }
  for (const one of own?.entries ?? []) model.add(child, { ...one, known: older })
  // The nap stands outside the closed part, because a sleeping child is watched on a locked tablet too.
  const known = told.nap && model.entries.get(told.nap.entry)
  if (known) Object.assign(known.entry, { ended_at: null, looks: told.nap.looks ?? known.entry.looks, known: false })
  else if (told.nap) model.add(child, { kind: "sleep", ended_at: null, looks: [], ...told.nap })
}
