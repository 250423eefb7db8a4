// Numbers in data attributes become custom properties where CSS cannot read them by itself.
const UNITS = { from: "", to: "", at: "", begin: "", end: "", minutes: "", part: "%", x: "%", y: "%", w: "%", h: "%" }
const KNOWS = CSS.supports("inline-size", "calc(attr(data-part type(<number>)) * 1%)")

export function place(root = document) {
  if (KNOWS) return
  for (const [name, unit] of Object.entries(UNITS)) {
    for (const element of root.querySelectorAll(`[data-${name}]`)) {
      element.style.setProperty(`--${name}`, element.dataset[name] + unit)
    }
  }
}
