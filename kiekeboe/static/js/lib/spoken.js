// The one polite live region of a page.
export function say(text) {
  const region = document.getElementById("spoken")
  if (!region) return
  region.textContent = ""
  requestAnimationFrame(() => (region.textContent = text))
}
