// The photo that is being made ready: the picture, what is cut off, and which faces are covered. It is
// nowhere else than in the memory of this page; what leaves is drawn anew from it.
import { cover, cut, encoded } from "js/group/covering"
import { inWhole, seen } from "js/group/framing"

const LONGEST = 2560
const QUALITY = 0.85
const WHOLE = { x: 0, y: 0, w: 1, h: 1 }

export class Picture {
  // Throws for what this browser cannot open (HEIC in most).
  static async of(file) {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" })
    const made = new Picture(cut(bitmap, WHOLE, LONGEST))
    bitmap.close()
    return made
  }

  constructor(whole) {
    this.whole = whole
    this.found = [] // faces in the whole picture
    this.past = []
    this.now = { part: WHOLE, covers: [] }
  }

  // Faces that are still in it: { place, x, y, w, h, covered }; `place` names it.
  get faces() {
    const { part, covers } = this.now
    return this.found.flatMap((face, place) => {
      const here = seen(face, part)
      return here ? [{ place, ...here, covered: covers.includes(face) }] : []
    })
  }

  get changed() {
    return this.past.length > 0
  }

  // Covers this face, or shows it again.
  toggle(place) {
    const face = this.found[place]
    const { covers } = this.now
    const without = covers.filter((one) => one !== face)
    this.go({ covers: without.length < covers.length ? without : [...covers, face] })
  }

  // A place that nobody found.
  coverPlace(frame) {
    this.go({ covers: [...this.now.covers, { ...inWhole(frame, this.now.part), exact: true }] })
  }

  crop(frame) {
    this.go({ part: inWhole(frame, this.now.part) })
  }

  go(change) {
    this.past.push(this.now)
    this.now = { ...this.now, ...change }
  }

  undo() {
    this.now = this.past.pop() ?? this.now
  }

  // As it will be sent, drawn anew.
  drawn() {
    const { part, covers } = this.now
    if (!covers.length) return cut(this.whole, part)
    const whole = cut(this.whole)
    for (const one of covers) cover(whole, one)
    return cut(whole, part)
  }

  blob() {
    return encoded(this.drawn(), QUALITY)
  }

  // Nothing is left of it, also not while somebody looks at the next page.
  drop() {
    this.whole.width = this.whole.height = 0
    this.found = this.past = []
    this.now = { part: WHOLE, covers: [] }
  }
}
