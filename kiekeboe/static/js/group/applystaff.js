// Clocking, leave and the school run, laid over what the server told. Pure; see applying.js.
function stintOf(model, id) {
  for (const one of model.colleagues.values()) {
    const stint = one.stints.find((each) => each[0] === id)
    if (stint) return { one, stint }
  }
  return null
}

// Who is clocked in already stays so; coming from another group ends the stint there.
function clockIn(model, { stint, employee, group, at }, item) {
  const one = model.colleagues.get(employee)
  if (!one || item.known.open || stintOf(model, stint)) return
  const going = one.stints.find((each) => !each[3])
  if (going?.[1] === group) return
  if (going) going[3] = at
  one.stints.push([stint, group, at, null])
}

function clockOut(model, { stint, employee, at }, item) {
  if (item.known.open) return
  const found = stintOf(model, stint)?.stint ?? model.colleagues.get(employee)?.stints.find((each) => !each[3])
  if (found && !found[3]) found[3] = at
}

function undoClockIn(model, { stint }, item) {
  const found = item.known.open ? null : stintOf(model, stint)
  if (found) found.one.stints = found.one.stints.filter((each) => each !== found.stint)
}

function undoClockOut(model, { stint }, item) {
  const found = item.known.open ? null : stintOf(model, stint)
  if (found && !found.one.stints.some((each) => !each[3])) found.stint[3] = null
}

function askLeave(model, { leave, first_day: first, last_day: last }, item) {
  if (item.known.closed || item.by !== model.me || model.leave.some((one) => one[0] === leave)) return
  model.leave.push([leave, first, last, "requested", ""])
}

function withdrawLeave(model, { leave }) {
  model.leave = model.leave.filter((one) => one[0] !== leave)
}

function fetched(model, { fetching, child, school, at }, item) {
  const kid = model.children.get(child)
  if (!kid?.closed || item.known.closed || kid.closed.fetched) return
  if (item.pending) kid.pending = true
  kid.closed = { ...kid.closed, fetched: [fetching, school, at ?? item.at] }
}

function unfetch(model, { fetching }, item) {
  for (const kid of model.children.values()) {
    if (!item.known.closed && kid.closed?.fetched?.[0] === fetching) kid.closed = { ...kid.closed, fetched: null }
  }
}

export const STAFF = {
  clock_in: clockIn,
  clock_out: clockOut,
  undo_clock_in: undoClockIn,
  undo_clock_out: undoClockOut,
  ask_leave: askLeave,
  withdraw_leave: withdrawLeave,
  fetch: fetched,
  unfetch,
}
