// The one Trusted Types policy: HTML that our own server sent over our own connection, and the
// one script that a page may start by itself: the service worker of the portal.
const WORKERS = ["/parent/sw.js"]
const policy = window.trustedTypes?.createPolicy("kiekeboe", {
  createHTML: (html) => html,
  createScriptURL: (address) => (WORKERS.includes(address) ? address : ""),
})

export function trusted(html) {
  return policy ? policy.createHTML(html) : html
}

export function trustedWorker(address) {
  return policy ? policy.createScriptURL(address) : address
}
