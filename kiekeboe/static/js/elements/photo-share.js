// <photo-share>: a photo from the camera or a file, who is in it, who receives it. It waits in the app
// like everything else; it is never written to the gallery of the tablet.
import { allowed } from "js/group/acting"
import { Drawn } from "js/group/drawn"
import { fill, rows } from "js/group/fill"
import { digest, HEAVIEST, smaller } from "js/group/photographing"
import { room } from "js/group/room"
import { verdicts } from "js/group/verdicts"
import { argument, go } from "js/group/views"
import { word } from "js/group/words"
import { uuid7 } from "js/lib/ids"
import { showSheet } from "js/lib/sheets"
import { tell } from "js/lib/telling"

const here = (seat) => seat.state === "present" || seat.state === "asleep"

class PhotoShare extends Drawn {
  start() {
    this.unknown = false // whether the answers of parents are not on this tablet yet
    this.tagged = new Set(argument().split(",").filter(Boolean))
    this.addEventListener("change", (event) => event.target.matches("[data-file]") && this.choose(event.target))
    this.addEventListener("click", (event) => this.tapped(event.target.closest("button")))
    this.closing = (event) => this.unshared && event.preventDefault()
    addEventListener("beforeunload", this.closing)
    this.full = (event) => this.problem(event.detail?.sentence ?? word("storage_short"))
    room.addEventListener("full", this.full)
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    removeEventListener("beforeunload", this.closing)
    room.removeEventListener("full", this.full)
    URL.revokeObjectURL(this.address)
  }

  // The router asks before it opens another page.
  stays() {
    if (!this.unshared) return false
    const wanted = location.hash
    const asking = showSheet(fill("t-leave-photo", {}))
    asking.querySelector("[data-away]").addEventListener("click", () => {
      this.unshared = false
      asking.close()
      location.hash = wanted
    })
    return true
  }

  draw(view) {
    const faces = view.seats.filter((seat) => here(seat) || this.tagged.has(seat.id))
    rows(this.part("tags"), "t-tag", faces.map((seat) => this.tag(seat)), (one) => one.id)
    if (this.unknown !== faces.some((seat) => !seat.photo)) {
      this.unknown = !this.unknown
      this.problem(this.unknown ? word("consent_unknown") : "")
    }
    this.judge(view)
  }

  tag(seat) {
    const no = !seat.photo?.own
    if (no && seat.photo) this.tagged.delete(seat.id)
    const said = { id: seat.id, first: seat.first, face: seat.face }
    if (no) return { ...said, no: "true", why: "no-photo" }
    const chosen = this.tagged.has(seat.id)
    return { ...said, tag: seat.id, chosen, on: String(chosen) }
  }

  judge(view) {
    const tagged = view.seats.filter((seat) => this.tagged.has(seat.id))
    const { families, children } = verdicts(tagged)
    const list = this.part("verdict")
    rows(list, "t-verdict", children)
    list.hidden = !children.length
    this.ready = Boolean(this.photo && tagged.length && tagged.every((seat) => seat.photo?.own))
    const button = this.part("send")
    button.setAttribute("aria-disabled", String(!this.ready))
    button.querySelector("span").textContent = this.ready ? word(families ? "share_with" : "keep_inside", { n: families }) : word(this.photo ? "photo_who" : "photo_first")
  }

  tapped(button) {
    if (button?.dataset.tag) {
      const { tag } = button.dataset
      if (!this.tagged.delete(tag)) this.tagged.add(tag)
      this.draw(room.view)
    } else if (button?.hasAttribute("data-send")) this.send()
  }

  async choose(input) {
    const [file] = input.files
    input.value = ""
    if (!file) return
    this.problem("")
    const photo = await smaller(file)
    if (photo.size > HEAVIEST) return this.problem(word("photo_too_large"))
    this.photo = photo
    this.unshared = true
    this.show(photo)
    this.judge(room.view)
  }

  show(photo) {
    URL.revokeObjectURL(this.address)
    this.address = URL.createObjectURL(photo)
    const image = this.part("preview")
    image.hidden = false
    image.src = this.address
    image.onerror = () => (image.hidden = true) // kept and sent, but this browser cannot show it
    image.closest(".photoframe").hidden = false
  }

  async send() {
    if (!this.ready || this.sending || !allowed()) return
    this.sending = true
    const children = [...this.tagged]
    const what = { photo: uuid7(), children, caption: this.querySelector("#caption").value.trim() }
    try {
      await room.do("photo", { ...what, sha256: await digest(this.photo), bytes: this.photo.size }, { blob: this.photo })
    } catch (problem) {
      this.sending = false
      return this.problem(problem.message)
    }
    this.unshared = false
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
