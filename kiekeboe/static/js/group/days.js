// Days and moments where the location is. Pure; moments are milliseconds, days are "2026-11-23".
const made = new Map()
const spans = new Map()

function format(zone) {
  if (!made.has(zone)) {
    const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" }
    made.set(zone, new Intl.DateTimeFormat("en-GB", { ...parts, hourCycle: "h23", timeZone: zone }))
  }
  return made.get(zone)
}

// The clock on the wall at a moment, as if it were UTC.
function wall(moment, zone) {
  const part = {}
  for (const { type, value } of format(zone).formatToParts(moment)) part[type] = value
  return Date.parse(`${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}Z`)
}

export function dayOf(moment, zone) {
  return new Date(wall(moment, zone)).toISOString().slice(0, 10)
}

// When the clock on the wall shows "18:30" on that day.
export function momentOf(day, clock, zone) {
  const wanted = Date.parse(`${day}T${clock.length === 5 ? `${clock}:00` : clock}Z`)
  let found = wanted
  for (let turn = 0; turn < 2; turn++) found -= wall(found, zone) - wanted
  return found
}

// The day as [start, end): both midnights, also when the clocks change.
export function spanOf(day, zone) {
  const key = `${day} ${zone}`
  if (!spans.has(key)) spans.set(key, [momentOf(day, "00:00", zone), momentOf(plus(day, 1), "00:00", zone)])
  return spans.get(key)
}

export function plus(day, days) {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

// Whole months on that day, 0 before birth. Who is born on the 31st waits for the 1st.
export function ageInMonths(born, day) {
  const [years, months, date] = born.split("-").map(Number)
  const [year, month, today] = day.split("-").map(Number)
  return Math.max((year - years) * 12 + month - months - (today < date ? 1 : 0), 0)
}
