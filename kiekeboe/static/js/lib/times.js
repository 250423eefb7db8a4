// Clock times and durations in the language of the page and the time zone of the location.
import { word } from "js/group/words"

const made = new Map()

function format(options) {
  const { lang, dataset } = document.documentElement
  const key = JSON.stringify([options, lang, dataset.zone])
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(lang || "nl", { ...options, timeZone: dataset.zone || undefined }))
  return made.get(key)
}

// 09:05, also for English: everybody here reads a 24-hour clock.
export function clock(moment) {
  return moment ? format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(moment)) : ""
}

export function dayName(moment) {
  return format({ weekday: "long", day: "numeric", month: "long" }).format(new Date(moment))
}

// For a narrow screen: tue 14 apr.
export function shortDay(moment) {
  return format({ weekday: "short", day: "numeric", month: "short" }).format(new Date(moment))
}

export function day(moment) {
  return format({ weekday: "long" }).format(new Date(moment))
}

// The time, and the day when it is another one than that of `now`.
export function when(moment, now) {
  return dayOf(moment) === dayOf(now) ? clock(moment) : `${dayName(moment)} ${clock(moment)}`
}

// From one moment to another: 45 min.
export function lasting(from, to) {
  return duration(new Date(to) - new Date(from))
}

// The date of a moment as 2026-11-23, where the location is.
export function dayOf(moment) {
  const parts = format({ year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(new Date(moment))
  return ["year", "month", "day"].map((name) => parts.find((part) => part.type === name).value).join("-")
}

// 45 min, 1 h 05.
export function duration(ms) {
  const minutes = Math.max(Math.floor(ms / 60_000), 0)
  if (minutes < 60) return word("minutes", { n: minutes })
  return word("hours", { h: Math.floor(minutes / 60), m: String(minutes % 60).padStart(2, "0") })
}

// A clock time typed by hand on the day of `near`, as ISO: the zone of the location counts.
export function momentAt(typed, near) {
  const [hours, minutes] = typed.split(":").map(Number)
  const from = new Date(near)
  const [h, m] = clock(from).split(":").map(Number)
  from.setSeconds(0, 0)
  return new Date(from.getTime() + ((hours - h) * 60 + minutes - m) * 60_000).toISOString()
}

// 09:05 today, and with the day before it on any other day.
export function when(moment, now) {
  return dayOf(moment) === dayOf(now) ? clock(moment) : `${dayName(moment)} ${clock(moment)}`
}

// How long from one moment to another, in words.
export function lasting(from, until) {
  return duration(new Date(until) - new Date(from))
}
