// The pages with photos: loaded there only, beside js/portal.js.
import "js/elements/keep-photo"
import "js/elements/photo-album"

// #report in an address opens the question.
if (location.hash === "#report") document.getElementById("report")?.setAttribute("open", "")
