// After a refused form the focus goes to the summary of what is not right yet, or to the first such field.
document.querySelector("[data-first-error], [aria-invalid=true]")?.focus()
