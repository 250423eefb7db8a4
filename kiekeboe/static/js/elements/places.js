import { place } from "js/lib/place"

place()
document.addEventListener("refreshed", (event) => place(document.getElementById(event.detail.id) ?? document))
