// "/" goes to the search of the page, unless somebody is typing.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]")
  const search = document.querySelector("[aria-keyshortcuts='/']")
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || !search) return
  event.preventDefault()
  search.focus()
  search.select()
})
