// The photo on the sheet: the picture itself, a box on each face, and the frame for cutting and covering.
import { rows } from "js/group/fill"
import { FrameTool } from "js/group/frametool"
import { word } from "js/group/words"
import { place } from "js/lib/place"

const LARGE = 1600 // as large as any tablet shows it
const BEGIN = { crop: { x: 0.1, y: 0.1, w: 0.8, h: 0.8 }, cover: { x: 0.4, y: 0.3, w: 0.2, h: 0.25 } }

export class Stage {
  // changed(): the picture is another one now.  covered(): something on it was covered.
  // framing(): a frame is open now, and what is in it not decided.
  constructor(root, { changed, covered, framing }) {
    Object.assign(this, { root, changed, covered, framing, mode: "" })
    this.tool = new FrameTool(root)
    root.addEventListener("click", ({ target }) => this.tapped(target.closest("button")))
  }

  part(name) {
    return this.root.querySelector(`[data-${name}]`)
  }

  // taken: as photographing.js opened it, or null.
  show(taken) {
    this.taken = taken
    this.leave()
    this.part("stage").hidden = !taken?.picture
    this.part("chosen").hidden = !taken
    this.part("taking").hidden = Boolean(taken)
    this.part("plays").hidden = !taken?.film
    for (const one of this.root.querySelectorAll("[data-edits]")) one.hidden = !taken?.picture || taken.film
    this.draw()
  }

  draw() {
    const picture = this.taken?.picture
    if (!picture) return
    const drawn = picture.drawn()
    const scale = Math.min(1, LARGE / Math.max(drawn.width, drawn.height))
    const shown = this.part("preview")
    shown.width = drawn.width * scale
    shown.height = drawn.height * scale
    shown.getContext("2d").drawImage(drawn, 0, 0, shown.width, shown.height)
    this.part("back").disabled = !picture.changed
    this.boxes()
  }

  // tone: how it stands with the names.
  boxes(tone = this.tone) {
    this.tone = tone
    const { picture, film } = this.taken
    const list = this.part("faces")
    const seen = film ? [] : picture.faces
    rows(list, "t-face", seen.map((face, n) => box(face, n, tone)), (one) => one.key)
    place(list)
  }

  tapped(button) {
    const { picture } = this.taken ?? {}
    if (!button || !picture) return
    const { spot, act } = button.dataset
    if (spot !== undefined) {
      picture.toggle(Number(spot))
      if (picture.faces.find((one) => one.place === Number(spot))?.covered) this.covered()
    } else if (act === "crop" || act === "cover") return this.enter(act)
    else if (act === "back") picture.undo()
    else if (act === "framed") this.framed()
    else if (act !== "unframed") return
    this.leave()
    this.draw()
    this.changed()
  }

  framed() {
    const { picture } = this.taken
    if (this.mode === "crop") picture.crop(this.tool.frame)
    else {
      picture.coverPlace(this.tool.frame)
      this.covered()
    }
  }

  // name: of the child that must be covered.
  enter(mode, name = "") {
    this.mode = mode
    this.part("hint").textContent = word(mode === "crop" ? "crop_hint" : name ? "cover_hint_name" : "cover_hint", { name })
    this.tool.open(mode, BEGIN[mode])
    this.root.scrollIntoView({ block: "nearest" })
    this.framing()
  }

  leave() {
    this.mode = ""
    this.tool.close()
  }
}

const part = (value) => (value * 100).toFixed(2)

// What to do stands on the box when it must be answered whose it is; otherwise only in its name.
function box({ place: at, x, y, w, h, covered }, n, tone) {
  const sides = { x: part(x), y: part(y), w: part(w), h: part(h) }
  const shown = covered ? word("face_blurred") : tone === "warn" ? word("face_blur") : ""
  return { key: at, at, ...sides, covered, shown, tone: covered ? "ok" : tone, name: word(covered ? "face_covered" : "face_open", { n: n + 1 }) }
}
