// The half hours of today: this half hour comes into view, with two before it.
function toNow() {
  for (const region of document.querySelectorAll(".halfhours")) {
    const now = region.querySelector("thead [data-now]")
    const who = region.querySelector("tbody th")
    if (now) region.scrollLeft = now.offsetLeft - who.offsetWidth - 2 * now.offsetWidth
  }
}

document.addEventListener("refreshed", toNow)
toNow()
