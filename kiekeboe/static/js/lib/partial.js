// Fetching a piece of the page again and putting it in place of the old one.
import { trusted } from "js/lib/trusted"

export function parse(html) {
  return new DOMParser().parseFromString(trusted(html), "text/html")
}

export async function fetchPiece(address, id) {
  const answer = await fetch(address, { headers: { "X-Partial": id, "X-Background": "1" }, credentials: "same-origin" })
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status))
  const piece = parse(await answer.text()).getElementById(id)
  if (!piece) throw new Error("nothing in the answer")
  return piece
}

// Replaces the element with this id by the same one of `address`; focus and open details stay.
export async function refresh(id, address = location.href) {
  const piece = await fetchPiece(address, id)
  const old = document.getElementById(id)
  if (!old) return
  const focused = old.contains(document.activeElement) ? document.activeElement.id : ""
  for (const open of old.querySelectorAll("details[open][id]")) {
    piece.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute("open", "")
  }
  old.replaceWith(document.adoptNode(piece))
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
}
