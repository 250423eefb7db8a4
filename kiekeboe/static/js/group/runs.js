// The school run: per school and time the children to fetch, who stays at home last. Pure.
export function runsOf(seats) {
  const found = new Map()
  for (const seat of seats) {
    if (!seat.run) continue
    const [school, name, out] = seat.run
    const id = `${out} ${school}`
    if (!found.has(id)) found.set(id, { id, school, name, out, children: [] })
    found.get(id).children.push(seat)
  }
  const runs = [...found.values()].sort((one, other) => (one.out + one.name < other.out + other.name ? -1 : 1))
  return runs.map(counted)
}

// Ticked at the school, or in the house already.
export const isWithUs = (seat) => Boolean(seat.fetched || seat.visit)

function counted(run) {
  const coming = run.children.filter((seat) => !seat.absence || isWithUs(seat))
  const rest = run.children.filter((seat) => !coming.includes(seat))
  return { ...run, children: [...coming, ...rest], expected: coming.length, fetched: coming.filter(isWithUs).length }
}
