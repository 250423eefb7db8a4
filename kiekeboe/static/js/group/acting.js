// Writing from a view: keep it safe on the device, say what happened, and offer the way back.
import { room } from "js/group/room"
import { word } from "js/group/words"
import { keep, tell } from "js/lib/telling"

// writes: [[kind, what]…]; children: seats. Answers whether it was kept; when not, the person heard why.
export async function write(writes, { text = "", children = [], kind = "", undo = [] } = {}) {
  if (!allowed() || !(await keep(writes))) return false
  if (text) tell(text, { children: children.filter(Boolean).map((seat) => seat.id), kind, undo })
  return true
}

// Somebody must have typed a PIN; the words say how.
export function allowed() {
  if (room.view?.who) return true
  tell(word("pin_first"))
  return false
}
