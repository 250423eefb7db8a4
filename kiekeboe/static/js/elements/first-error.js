// After a refused form the focus goes to the summary of what is not right yet.
document.querySelector("[data-first-error]")?.focus()
