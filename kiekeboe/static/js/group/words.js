// Sentences and names of kinds that stand in the page, in the language of the tablet.
const read = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "{}")

let words
let kinds

// word("waiting", { n: 3 }): a pair is chosen by n; %(name)s is filled in.
export function word(key, values = {}) {
  words ??= read("words")
  const found = words[key] ?? key
  const text = Array.isArray(found) ? found[values.n === 1 ? 0 : 1] : found
  return text.replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? "")
}

// What can be logged, with labels, icons and fields.
export function kindOf(name) {
  kinds ??= read("kinds")
  return kinds[name]
}

export function allKinds() {
  kindOf("")
  return Object.values(kinds).sort((one, other) => one.place - other.place)
}

export function listed(names) {
  if (names.length < 2) return names.join("")
  return `${names.slice(0, -1).join(", ")} ${word("and")} ${names.at(-1)}`
}
