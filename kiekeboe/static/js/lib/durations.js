// Stretches of time in words that need no translation beyond the two letters.
export function minutesBetween(from, until) {
  return Math.max(0, Math.floor((until - from) / 60_000))
}

export function spell(minutes, hour = "u") {
  const hours = Math.floor(minutes / 60)
  return hours ? `${hours} ${hour} ${String(minutes % 60).padStart(2, "0")}` : `${minutes} min`
}
