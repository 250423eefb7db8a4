// How many staff the law asks for: the twin of planning/ratio.py, because a tablet answers without
// internet. Pure; a test goes through every composition of sixteen children.
const NEW_BSO = "2024-07-01"
const ALL = 99

// From the youngest to the oldest: per number of staff the most children and the most babies.
const BANDS = {
  "00": [[[3]], [[6]], [[9]], [[12]]],
  11: [[[5]], [[10]], [[15]], [[16]]],
  22: [[[8]], [[16]]],
  33: [[[8]], [[16]]],
  "01": [[[4]], [[8]], [[14, 8]], [[16, 8]]],
  "02": [[[5]], [[10]], [[13, 8], [14, 4], [15, 3]], [[16, 8]]],
  "03": [[[5]], [[12]], [[14, 8], [15, 5], [16, 3]], [[16, 8]]],
  12: [[[6]], [[11]], [[16]]],
  13: [[[7]], [[13]], [[16]]],
  23: [[[8]], [[16]]],
}
const SHARES = [48, 24, 20, 15] // in 144ths: a third, and 1/5, 1/6 and 1/8 of 10/12
const OLD_BSO = { young: [[10], [20]], old: [[12], [24], [30]], mixed: [[11, 9], [22, 18]] }

// { staff: a number, or null when these children may not be together, because, facts }
export function needed(counts, care, day) {
  if (care !== "bso") return daycare(counts)
  return day < NEW_BSO ? oldBso(counts) : newBso(counts)
}

export const wholeLocation = (care, day) => care === "bso" && day >= NEW_BSO

const sum = (counts) => counts.reduce((one, other) => one + other, 0)

function daycare(counts) {
  const plain = tabled(counts)
  if (plain.staff === null || !sum(counts)) return plain
  const less = counts.flatMap((many, age) => (many ? [without(counts, age)] : []))
  const fewer = Math.max(...less.map((one) => tabled(one).staff ?? 0))
  if (fewer <= plain.staff) return plain
  return { staff: plain.staff + 1, because: "one_fewer", facts: { ...plain.facts, staff: plain.staff + 1, fewer } }
}

const without = (counts, age) => counts.map((many, place) => many - (place === age ? 1 : 0))

function tabled(counts) {
  const there = [0, 1, 2, 3].filter((age) => counts[age])
  if (!there.length) return { staff: 0, because: "nobody", facts: {} }
  const children = sum(counts)
  const babies = counts[0]
  const facts = { children, babies, youngest: there[0], until: there.at(-1) + 1 }
  const rows = BANDS[`${there[0]}${there.at(-1)}`].flatMap((some, place) => some.map(([most, few = ALL]) => [place + 1, most, few]))
  const cap = Math.max(...rows.map((row) => row[1]))
  if (children > cap) return { staff: null, because: "too_many", facts: { ...facts, cap } }
  const row = rows.find(([, most, few]) => children <= most && babies <= few)
  if (!row) return { staff: null, because: "too_many_babies", facts }
  const found = { ...facts, staff: row[0], most: row[1] }
  const exact = babies ? sum(counts.map((many, age) => many * SHARES[age])) : 0
  const staff = Math.ceil(exact / 144)
  if (staff <= row[0]) return { staff: row[0], because: "row", facts: found }
  return { staff, because: "formula", facts: { ...found, table: row[0], staff, exact: thousandths(exact, 144) } }
}

function oldBso([young, old]) {
  const children = young + old
  if (!children) return { staff: 0, because: "nobody", facts: {} }
  const rows = OLD_BSO[young && old ? "mixed" : young ? "young" : "old"]
  const [cap, few = ALL] = rows.at(-1)
  const facts = { children, youngest: young ? 4 : 7, until: old ? 13 : 7 }
  if (children > cap) return { staff: null, because: "too_many", facts: { ...facts, cap } }
  const place = rows.findIndex(([most, babies = ALL]) => children <= most && young <= babies)
  if (place < 0) return { staff: null, because: "too_many", facts: { ...facts, cap: few } }
  return { staff: place + 1, because: "row", facts: { ...facts, staff: place + 1, most: rows[place][0] } }
}

function newBso([young, old]) {
  const children = young + old
  if (!children) return { staff: 0, because: "nobody", facts: {} }
  const exact = young * 100 + old * 83
  const staff = Math.ceil(exact / 1000)
  return { staff, because: "whole_place", facts: { children, staff, exact: thousandths(exact, 1000) } }
}

// As planning/ratio_words.py writes it: rounded up, at most three decimals.
function thousandths(many, of) {
  return String(Math.ceil((many * 1000) / of) / 1000)
}

// The column of a child on that day; it moves on the birthday itself.
export function ageStep(born, day, care) {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4)) - (day.slice(5) < born.slice(5) ? 1 : 0)
  return care === "bso" ? Number(years >= 7) : Math.min(Math.max(years, 0), 3)
}
