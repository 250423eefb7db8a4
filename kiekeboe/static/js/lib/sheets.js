// Sheets rise over the page, one at a time; closing gives the focus back.

// showSheet(fill("t-arriving", …)): a <dialog class="sheet">.
export function showSheet(dialog) {
  const before = document.activeElement
  const place = document.getElementById("sheet")
  place.querySelector("dialog")?.close()
  place.replaceChildren(dialog)
  dialog.showModal()
  dialog.addEventListener("close", () => {
    dialog.remove()
    if (before?.isConnected) before.focus({ preventScroll: true })
  })
  return dialog
}

export function closeSheet() {
  document.querySelector("#sheet dialog")?.close()
}

// Any [data-closes] closes the dialog around it; a tap beside the sheet does too.
document.addEventListener("click", (event) => {
  const dialog = event.target.closest("dialog")
  if (dialog && (event.target === dialog || event.target.closest("[data-closes]"))) dialog.close()
})
