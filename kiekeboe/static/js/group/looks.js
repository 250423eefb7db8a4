// Looks that came too late, as the server counts them (care/sleepchecks.py): a minute of grace. Pure.
const MINUTE = 60_000

// The nap's missed looks: [{ due, seen }] in ISO; a look that never came counts until the end of the nap.
export function missedLooks(nap, minutes, now) {
  if (!minutes) return []
  const start = Date.parse(nap.started_at)
  const end = Math.min(Date.parse(nap.ended_at ?? now), Date.parse(now))
  const looks = (nap.looks ?? []).map((at) => Date.parse(at)).filter((at) => at >= start && at <= end)
  const seen = [start, ...looks.sort((one, other) => one - other), end]
  const pairs = seen.slice(1).map((next, place) => [seen[place] + minutes * MINUTE, next])
  return pairs.filter(([due, next]) => next - due > MINUTE).map(([due, next]) => ({ due: iso(due), seen: iso(next) }))
}

const iso = (at) => new Date(at).toISOString()
