// Fetching a sheet into #sheet and opening it; closing gives the focus back.
import { fetchPiece } from "js/lib/partial"
import { words } from "js/lib/writing"
import { tell } from "js/lib/telling"

export async function openSheet(address) {
  const before = document.activeElement
  let piece
  try {
    piece = await fetchPiece(address, "sheet")
  } catch (problem) {
    return tell(problem.message === "404" ? words().locked : words().failed)
  }
  document.getElementById("sheet").replaceWith(document.adoptNode(piece))
  const dialog = document.querySelector("#sheet dialog")
  dialog.showModal()
  dialog.addEventListener("close", () => before?.isConnected && before.focus())
}

export function closeSheet() {
  document.querySelector("#sheet dialog")?.close()
}

// Any [data-closes] closes the dialog around it; a tap beside the sheet does too.
document.addEventListener("click", (event) => {
  const dialog = event.target.closest("dialog")
  if (dialog && (event.target === dialog || event.target.closest("[data-closes]"))) dialog.close()
})
