// One photo or film of the strip: an empty place in its colour until it is near.
export function slideFor(print) {
  const slide = document.createElement("section")
  const { photo, medium, large, film, width, height } = print.dataset
  Object.assign(slide.dataset, { photo, medium, large, film: film ?? "", width: width ?? "", height: height ?? "" })
  slide.dataset.tint = print.closest("[data-tint]").dataset.tint
  slide.className = "viewer-slide"
  slide.setAttribute("aria-label", print.querySelector("img").alt)
  slide.setAttribute("role", "group")
  return slide
}

export function fillSlide(slide, near) {
  if (!near) return slide.replaceChildren()
  if (!slide.firstChild) slide.append(slide.dataset.film ? film(slide) : picture(slide))
}

function picture(slide) {
  const { photo, medium, width, height } = slide.dataset
  const image = new Image(Number(width) || undefined, Number(height) || undefined)
  image.alt = slide.getAttribute("aria-label")
  image.dataset.door = `/parent/photos/${photo}/1200/`
  image.dataset.largeDoor = `/parent/photos/${photo}/2400/`
  asksAgain(image)
  image.src = medium
  return image
}

function film(slide) {
  const made = document.createElement("video")
  Object.assign(made, { controls: true, playsInline: true, preload: "none", poster: slide.dataset.medium })
  made.setAttribute("aria-label", slide.getAttribute("aria-label"))
  made.dataset.door = `/parent/photos/${slide.dataset.photo}/film/`
  asksAgain(made)
  made.src = slide.dataset.film
  return made
}

// A signed address lasts ten minutes; after that the way that asks the house.
function asksAgain(shown) {
  shown.addEventListener("error", () => {
    const { door } = shown.dataset
    if (door && !shown.src.endsWith(door)) shown.src = door
  })
}
