// Everybody in the house on one list, with who is safe: own groups first, then the rest. Pure.

// { parts: [{ name: "children" | "adults" | "house", people }], all, missing }; a person is
// { id, what: "child" | "employee", name, first, face, child, place, safe }.
export function roll(view) {
  const safe = new Set((view.muster?.safe ?? []).map(([person]) => person))
  const inside = (seat) => seat.state === "present" || seat.state === "asleep" || safe.has(seat.id)
  const children = view.seats.filter(inside).map((seat) => child({ ...seat, last: seat.surname }, seat.face))
  const mine = view.colleagues.filter((one) => one.on_duty && (one.here ?? true))
  const adults = mine.map((one) => adult(one, one.face))
  const known = new Set([...view.seats, ...mine].map((one) => one.id))
  const others = view.house.filter((one) => !known.has(one.id)).map((one) => child(one, one.face, one.group_name))
  const staff = view.staff_here.filter((one) => !known.has(one.id)).map((one) => adult(one))
  const parts = [part("children", children), part("adults", adults), part("house", [...others, ...staff])]
  const all = parts.flatMap((one) => one.people)
  for (const one of all) one.safe = safe.has(one.id)
  return { parts, all, missing: all.filter((one) => !one.safe) }
}

const part = (name, people) => ({ name, people })
const letters = (one) => one.first.slice(0, 2)

function child(one, face, place = "") {
  return { id: one.id, what: "child", child: true, name: `${one.first} ${one.last}`, first: one.first, face: face || letters(one), place }
}

function adult(one, face = "") {
  return { id: one.id, what: "employee", child: false, name: `${one.first} ${one.last}`, first: one.first, face: face || letters(one), place: "" }
}
