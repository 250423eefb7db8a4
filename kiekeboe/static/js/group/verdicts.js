// Whose parents receive a photo, in words. Who is named, never what they said.
import { verdict } from "js/group/consent"
import { word } from "js/group/words"

// seats: the tagged children. { families, children: [{ id, title, shown, answer, why, tone, face }] }
export function verdicts(seats) {
  const tagged = seats.map((seat) => seat.id)
  const consents = Object.fromEntries(seats.map((seat) => [seat.id, seat.photo ?? {}]))
  const names = Object.fromEntries(seats.map((seat) => [seat.id, seat.first]))
  const children = seats.map((seat) => told(seat, verdict(seat.id, tagged, consents), names))
  return { families: children.filter((one) => one.shown).length, children }
}

function told(seat, { shown, why, because_of: others }, names) {
  return {
    id: seat.id,
    first: seat.first,
    face: seat.face,
    title: word("parents_of", { name: seat.first }),
    shown,
    answer: word(shown ? "yes" : "no"),
    tone: shown ? "ok" : "none",
    why: shown ? "" : reason(why, others ?? [], names),
  }
}

function reason(why, others, names) {
  if (why === "other_refused") return word("own_parents_only", { names: others.map((id) => names[id]).join(", ") })
  return why === "own_refused" ? word("no_photos_wanted") : ""
}
