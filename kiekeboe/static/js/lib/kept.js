// A page that the worker kept says so. When there is internet again it is fetched anew, and the
// worker asks the house which photos may still be seen.
const contact = () => navigator.serviceWorker?.controller?.postMessage("contact")

function again() {
  contact()
  if (document.querySelector("main > [data-kept]")) location.reload()
}

addEventListener("online", again)
document.addEventListener("refreshed", () => document.querySelector("main > [data-kept]") && again())
document.addEventListener("connected-again", contact)
