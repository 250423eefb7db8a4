// Filling a <template> that the server made: words and icons stand in it, values come from the tablet.
//   data-t="key"            the text            data-h="key"  markup that our own server drew (faces, icons)
//   data-a="attr:key, …"    attributes: null and false take away, true sets the attribute empty
//   data-if="key"           only when it is so   data-unless="key"  only when it is not
//   data-each="key" data-of="t-id"   one filled template for each thing in a list
import { trusted } from "js/lib/trusted"

const kept = new Map()

function template(id) {
  if (!kept.has(id)) kept.set(id, document.getElementById(id))
  return kept.get(id)
}

function value(values, key) {
  return key.split(".").reduce((from, name) => from?.[name], values)
}

// One filled copy; the template must hold exactly one element.
export function fill(id, values) {
  const made = document.importNode(template(id).content, true).firstElementChild
  apply(made, values)
  return made
}

export function apply(root, values) {
  for (const element of [root, ...root.querySelectorAll("[data-if], [data-unless]")]) {
    const { if: wanted, unless } = element.dataset
    if ((wanted && !truth(value(values, wanted))) || (unless && truth(value(values, unless)))) element.remove()
  }
  for (const element of [root, ...root.querySelectorAll("[data-t], [data-h], [data-a], [data-each]")]) place(element, values)
}

function place(element, values) {
  const { t, h, a, each, of } = element.dataset
  if (t) element.textContent = value(values, t) ?? ""
  if (h) element.innerHTML = trusted(value(values, h) ?? "")
  if (a) for (const pair of a.split(",")) attribute(element, values, ...pair.trim().split(":"))
  if (each) element.append(...(value(values, each) ?? []).map((one) => fill(of, one)))
}

function attribute(element, values, name, key) {
  const found = value(values, key)
  if (found === undefined || found === null || found === false) element.removeAttribute(name)
  else element.setAttribute(name, found === true ? "" : found)
}

function truth(found) {
  return Array.isArray(found) ? found.length > 0 : Boolean(found)
}

// Makes `list` show `things` in order: rows stay the same elements, and change only when their values do.
// `id` is the template, or a function that chooses one for a thing.
export function rows(list, id, things, key = (thing) => thing.id) {
  const known = new Map([...list.children].map((row) => [row.dataset.key, row]))
  const wanted = things.map((thing) => {
    const name = String(key(thing))
    const seen = JSON.stringify(thing)
    const old = known.get(name)
    if (old?.seen === seen) return old
    const made = fill(typeof id === "function" ? id(thing) : id, thing)
    made.dataset.key = name
    made.seen = seen
    if (old?.contains(document.activeElement)) refocus(old, made)
    // In its own place at once: its neighbours must not move.
    old?.replaceWith(made)
    return made
  })
  const stay = new Set(wanted)
  for (const row of [...list.children]) if (!stay.has(row)) row.remove()
  wanted.forEach((row, place) => list.children[place] !== row && list.insertBefore(row, list.children[place] ?? null))
}

// The focus stays on the same control of the same row.
function refocus(old, made) {
  const place = [...old.querySelectorAll("button, a, input")].indexOf(document.activeElement)
  requestAnimationFrame(() => [...made.querySelectorAll("button, a, input")][place]?.focus({ preventScroll: true }))
}
