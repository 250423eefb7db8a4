// Keeps the shell for the next visit, and follows the arrow keys on a photo.
import { trustedWorker } from "js/lib/trusted"

const WORKER = "/parent/sw.js"

if (location.pathname.startsWith("/parent/")) {
  navigator.serviceWorker?.register(trustedWorker(WORKER), { scope: "/parent/" }).catch(() => {})
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, textarea")) return
  document.querySelector(`[data-viewer] a[data-key="${CSS.escape(event.key)}"]`)?.click()
})
