// The one Trusted Types policy: HTML that our own server sent over our own connection, and the
// scripts that a page may start by itself: the service workers of the portal and of the group, and
// the worker that counts faces.
const WORKERS = ["/parent/sw.js", "/group/sw.js", "/group/faces.js"]
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
