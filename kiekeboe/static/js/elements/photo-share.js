// <photo-share>: a photo or a short film, who is on it, who receives it. It waits in the app like
// everything else; it is never written to the gallery of the tablet.
import { allowed } from "js/group/acting"
import { rest } from "js/group/faces"
import { rows } from "js/group/fill"
import { answer } from "js/group/guard"
import { digest, facesOf, HEAVIEST, HEAVIEST_FILM, leaving, opened } from "js/group/photographing"
import { questions } from "js/group/photoasks"
import { Stage } from "js/group/photostage"
import { room } from "js/group/room"
import { Unshared } from "js/group/unshared"
import { verdicts } from "js/group/verdicts"
import { argument, go } from "js/group/views"
import { word } from "js/group/words"
import { uuid7 } from "js/lib/ids"
import { tell } from "js/lib/telling"

const here = (seat) => seat.state === "present" || seat.state === "asleep"
const seatOf = (id) => room.view.seats.find((seat) => seat.id === id) ?? null

class PhotoShare extends Unshared {
  start() {
    super.start()
    this.unknown = false // whether the answers of parents are not on this tablet yet
    this.tagged = new Set(argument().split(",").filter(Boolean))
    Object.assign(this, { taken: null, said: "", refused: null, about: null, looked: "" })
    this.stage = new Stage(this.part("photo"), { changed: () => this.changedOne(), covered: () => this.coveredOne(), framing: () => this.judge() })
    this.addEventListener("change", (event) => event.target.matches("[data-file]") && this.choose(event.target))
    this.addEventListener("click", (event) => this.tapped(event.target.closest("button")))
    this.full = (event) => this.problem(event.detail?.sentence ?? word("storage_short"))
    room.addEventListener("full", this.full)
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    room.removeEventListener("full", this.full)
    rest()
  }

  get unshared() {
    return Boolean(this.taken)
  }

  drop() {
    this.taken?.picture?.drop()
    Object.assign(this, { taken: null, said: "", about: null, looked: "" })
  }

  draw(view) {
    const faces = view.seats.filter((seat) => here(seat) || this.tagged.has(seat.id))
    rows(this.part("tags"), "t-tag", faces.map((seat) => this.tag(seat)), (one) => one.id)
    if (this.unknown !== faces.some((seat) => !seat.photo)) {
      this.unknown = !this.unknown
      this.problem(this.unknown ? word("consent_unknown") : "")
    }
    this.judge()
  }

  tag(seat) {
    const no = !seat.photo?.own
    if (no && seat.photo) this.tagged.delete(seat.id)
    const said = { id: seat.id, first: seat.first, face: seat.face }
    if (no) return { ...said, no: seat.id, why: "no-photo" }
    const chosen = this.tagged.has(seat.id)
    const strict = chosen && !seat.photo.together
    return { ...said, tag: seat.id, chosen, strict, tone: strict ? "warn" : null, on: String(chosen) }
  }

  get faces() {
    return this.taken?.film ? (this.taken.picture?.found ?? []) : (this.taken?.picture?.faces ?? [])
  }

  // Everything that follows from the photo, the names and the answers.
  judge() {
    const tagged = room.view.seats.filter((seat) => this.tagged.has(seat.id))
    const { families, children } = verdicts(tagged)
    const covered = this.faces.filter((face) => face.covered).length
    this.untagged = answer(this.faces.length, covered, tagged.length, this.said)
    if (this.taken?.film) this.untagged = "" // what moves is not counted well enough to ask
    const cuttable = Boolean(this.taken?.picture && !this.taken.film)
    const { refused, said, faces, untagged } = this
    const told = { photo: Boolean(this.taken), cuttable, changed: this.taken?.picture?.changed, faces: faces.length, covered, tagged, refused, untagged, verdicts: children }
    const asked = questions(told)
    rows(this.part("asks"), "t-ask", asked)
    const list = this.part("verdict")
    rows(list, "t-verdict", children)
    list.hidden = this.part("receivers").hidden = !children.length
    if (this.taken?.picture) this.stage.boxes(this.untagged === null ? "warn" : "ok")
    this.part("looking").textContent = this.looked === "found" ? word("count_faces", { n: faces.length - covered }) : this.looked && word(this.looked)
    this.offer(tagged, families)
  }

  // What the large button says: what it does, or what must be done first.
  offer(tagged, families) {
    const may = Boolean(tagged.length && tagged.every((seat) => seat.photo?.own))
    const busy = this.looked === "looking" ? "looking" : this.stage.mode && "frame_first"
    this.ready = Boolean(this.taken && may && this.untagged !== null && !busy)
    const button = this.part("send")
    button.setAttribute("aria-disabled", String(!this.ready))
    const why = !this.taken ? "photo_first" : !may ? "photo_who" : busy || "who_first"
    button.querySelector("span").textContent = this.ready ? word(families ? "share_with" : "keep_inside", { n: families }) : word(why)
  }

  tapped(button) {
    const { tag, no, act, about } = button?.dataset ?? {}
    if (tag) {
      if (!this.tagged.delete(tag)) this.tagged.add(tag)
      Object.assign(this, { said: "", refused: null })
      this.draw(room.view)
    } else if (no) {
      this.refused = seatOf(no)
      this.judge()
      this.part("asks").scrollIntoView({ block: "nearest" })
    } else if (button?.hasAttribute("data-send")) this.send()
    else if (act) this.act(act, about, this.part("panel").contains(button))
  }

  // Buttons beside the photo itself are heard by the stage; those in the panel may be about one child.
  act(act, about, choice) {
    if (act === "drop") return this.askAway(() => this.again())
    if (act === "adults" || act === "nobody") this.said = act
    if (choice && (act === "crop" || act === "cover")) {
      this.about = about ?? null
      this.stage.enter(act, (seatOf(about) ?? this.refused)?.first)
    }
    this.judge()
  }

  again() {
    this.stage.show(null)
    this.refused = null
    this.judge()
  }

  changedOne() {
    this.refused = null
    this.judge()
  }

  // The child that had to be covered is not known from the photo any more.
  coveredOne() {
    if (this.about) this.tagged.delete(this.about)
    Object.assign(this, { about: null, refused: null })
    this.draw(room.view)
  }

  async choose(input) {
    const [file] = input.files
    input.value = ""
    if (!file) return
    this.problem("")
    this.drop()
    const taken = await opened(file).catch((problem) => this.problem(problem.message))
    if (!taken || !this.isConnected) return this.again()
    Object.assign(this, { taken, looked: "looking" })
    this.stage.show(taken)
    this.judge()
    await this.look(taken)
  }

  // Never in the way: whoever cannot look asks nothing more.
  async look(taken) {
    const found = await facesOf(taken, this.dataset.numbers).catch(() => null)
    if (this.taken !== taken) return
    if (taken.picture) taken.picture.found = found ?? []
    this.looked = found ? "found" : "not_looked"
    this.judge()
  }

  async send() {
    if (!this.ready || this.sending || !allowed()) return
    this.sending = true
    try {
      await this.keep(await leaving(this.taken))
    } catch (problem) {
      this.problem(problem.message)
    }
    this.sending = false
  }

  async keep(blob) {
    const { film } = this.taken
    if (blob.size > (film ? HEAVIEST_FILM : HEAVIEST)) throw new Error(word(film ? "film_too_large" : "photo_too_large"))
    const children = [...this.tagged]
    const what = { photo: uuid7(), children, caption: this.querySelector("#caption").value.trim(), medium: film ? "film" : "photo" }
    const counted = { faces: this.faces.length, untagged: this.untagged }
    await room.do("photo", { ...what, ...counted, sha256: await digest(blob), bytes: blob.size }, { blob })
    this.drop()
    tell(word(room.online ? "photo_goes" : "photo_waits"), { children, kind: "foto" })
    go()
  }

  problem(sentence) {
    const banner = this.part("problem")
    banner.hidden = !sentence
    banner.querySelector("strong").textContent = sentence
  }
}

customElements.define("photo-share", PhotoShare)
