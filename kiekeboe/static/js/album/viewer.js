// Photos in full: one beside the other in a strip that snaps, in a <dialog> that keeps the focus.
// Swiping is the scrolling of the browser itself; keys and buttons do the same.
import { slideFor, fillSlide } from "js/album/slides"

const CALM = matchMedia("(prefers-reduced-motion: reduce)")
const KEYS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }

export class Viewer {
  constructor(dialog, prints, signal) {
    Object.assign(this, { dialog, prints, strip: dialog.querySelector("[data-strip]"), at: -1 })
    const on = (what, name, act) => what.addEventListener(name, act, { signal })
    on(dialog, "click", (event) => this.tapped(event))
    on(dialog, "keydown", (event) => this.pressed(event))
    on(dialog, "cancel", (event) => (event.preventDefault(), history.back()))
    on(dialog, "kept", ({ detail }) => this.prints()[this.at]?.toggleAttribute("data-kept", detail.kept))
    on(this.strip, "scroll", () => this.scrolled())
    on(window, "popstate", () => dialog.open && this.closed())
    on(window, "resize", () => dialog.open && this.go(this.at, false))
    on(document, "grown", () => dialog.open && this.grow())
  }

  open(print) {
    this.strip.replaceChildren()
    this.dialog.showModal()
    this.grow()
    history.pushState({ photo: print.dataset.photo }, "", print.href)
    this.go(this.prints().indexOf(print), false)
    this.dialog.querySelector("[data-close]").focus()
  }

  // The page is where it was, and the focus on the photo that was seen last.
  closed() {
    const print = this.prints()[this.at]
    this.strip.querySelectorAll("video").forEach((film) => film.pause())
    this.dialog.close()
    this.strip.replaceChildren()
    this.at = -1
    print?.focus()
    print?.scrollIntoView({ block: "nearest" })
  }

  grow() {
    for (const print of this.prints().slice(this.strip.children.length)) this.strip.append(slideFor(print))
  }

  tapped(event) {
    const button = event.target.closest("button")
    if (button?.matches("[data-close]")) history.back()
    if (button?.dataset.step) this.go(this.at + Number(button.dataset.step))
    if (button?.matches("[data-zoom]")) this.zoom(button.getAttribute("aria-pressed") !== "true")
  }

  pressed(event) {
    const step = KEYS[event.key]
    if (!step || event.target.closest("video, [data-zoomed]")) return
    event.preventDefault()
    this.go(this.at + step)
  }

  go(wanted, glide = true) {
    const at = Math.min(Math.max(wanted, 0), this.strip.children.length - 1)
    const behavior = glide && Math.abs(at - this.at) === 1 && !CALM.matches ? "smooth" : "instant"
    this.show(at)
    this.strip.scrollTo({ left: at * this.strip.clientWidth, behavior })
    this.aim = behavior === "smooth" ? at : undefined
  }

  scrolled() {
    const at = Math.round(this.strip.scrollLeft / this.strip.clientWidth)
    if (this.aim === at) this.aim = undefined
    if (this.dialog.open && this.aim === undefined && at !== this.at) this.show(at)
  }

  zoom(on) {
    const slide = this.strip.children[this.at]
    this.dialog.querySelector("[data-zoom]").setAttribute("aria-pressed", String(on))
    slide.toggleAttribute("data-zoomed", on)
    const image = slide.querySelector("img")
    if (on && image) Object.assign(image.dataset, { door: image.dataset.largeDoor }) && (image.src = slide.dataset.large)
  }

  show(at) {
    const slides = [...this.strip.children]
    this.strip.children[this.at]?.querySelector("video")?.pause()
    if (this.at >= 0 && at !== this.at) this.zoom(false)
    this.at = at
    for (const [place, slide] of slides.entries()) {
      fillSlide(slide, Math.abs(place - at) < 2)
      slide.inert = place !== at
    }
    this.tell(this.prints()[at])
    if (at > slides.length - 4) document.querySelector("more-photos a")?.click()
  }

  // Everything about the photo below it: when, what, for whom, and what one may do with it.
  tell(print) {
    const { photo, day, caption, others, kept, film } = print.dataset
    const place = (name) => this.dialog.querySelector(`[data-${name}]`)
    history.replaceState({ photo }, "", print.href)
    place("day").textContent = day
    place("caption").textContent = caption ?? ""
    place("alone").hidden = others !== undefined
    place("together").hidden = others === undefined
    place("zoom").hidden = Boolean(film)
    place("download").href = `/parent/photos/${photo}/download/`
    place("report").href = `${print.href}&from=album#report`
    place("react").href = `${print.href}&from=album#react`
    this.dialog.querySelector("keep-photo").show(photo, kept !== undefined)
    this.dialog.querySelector('[data-step="-1"]').disabled = this.at === 0
    this.dialog.querySelector('[data-step="1"]').disabled = this.at === this.strip.children.length - 1
  }
}
