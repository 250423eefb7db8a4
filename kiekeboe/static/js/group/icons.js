// Small drawings that stand in the page once, as markup by name.
let icons

export function icon(name) {
  icons ??= JSON.parse(document.getElementById("icons")?.textContent ?? "{}")
  return icons[name] ?? ""
}
