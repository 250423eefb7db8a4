// Which children the board shows and in which order. By name, and everybody, unless somebody chose.
const WANTED = { show: "all", order: "name", group: "" }
const FITS = {
  all: () => true,
  here: (seat) => seat.state === "present" || seat.state === "asleep",
  asleep: (seat) => seat.state === "asleep",
  expected: (seat) => seat.state === "expected" || seat.state === "late",
}

export function looking(what) {
  return sessionStorage.getItem(`board-${what}`) ?? WANTED[what]
}

export function look(what, value) {
  sessionStorage.setItem(`board-${what}`, value)
}

export function chosenGroup() {
  return looking("group") || null
}

export function fits(seat) {
  return FITS[looking("show")](seat)
}

// Who is still to come first, the earliest on top; the others keep the order of their names.
export function ordered(seats) {
  if (looking("order") !== "time") return seats
  const comes = seats.filter(FITS.expected)
  const time = (seat) => Date.parse(seat.moment)
  return [...comes.sort((one, other) => time(one) - time(other)), ...seats.filter((seat) => !FITS.expected(seat))]
}
