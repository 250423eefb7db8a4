// Choosing photos, and taking them home as one zip with a bar that says how far it is.
import { fetchZip, save } from "js/album/zip"

const BY_HAND = 150 // more photos than this a browser keeps on its disk by itself

export function pick(album, signal) {
  const form = album.querySelector("form#album")
  const on = (name, act, where = form) => where.addEventListener(name, act, { signal })
  on("change", () => count(form))
  on("click", (event) => {
    const month = event.target.closest("[data-pick-month]")
    if (month) pickMonth(form, month.closest("section"))
    if (event.target.closest("[data-cancel]")) cancel(form, event)
  })
  on("submit", (event) => take(album, form, event))
  on("grown", () => tickAll(form))
  const opener = document.querySelector("[data-choose]")
  if (opener) on("click", (event) => begin(form, event), opener)
}

function begin(form, event) {
  event.preventDefault()
  form.toggleAttribute("data-choosing", true)
  form.querySelector("[name=photo]").focus()
  count(form)
}

function cancel(form, event) {
  event.preventDefault()
  form.going?.abort()
  form.reset()
  form.removeAttribute("data-choosing")
  document.querySelector("[data-choose]")?.focus()
}

function pickMonth(form, month) {
  const boxes = [...month.querySelectorAll("[name=photo]")]
  const all = boxes.every((box) => box.checked)
  for (const box of boxes) box.checked = !all
  count(form)
}

function tickAll(form) {
  const all = form.elements.everything
  if (!all.checked) return
  for (const box of form.querySelectorAll("[name=photo]")) box.checked = true
}

function chosen(form) {
  const all = form.elements.everything
  return all.checked ? Number(all.dataset.count) : form.querySelectorAll("[name=photo]:checked").length
}

function count(form) {
  tickAll(form)
  const line = form.querySelector("[data-picked]")
  const many = chosen(form)
  line.dataset.none ??= line.textContent
  if (!many) line.textContent = line.dataset.none
  else line.textContent = many === 1 ? line.dataset.one : line.dataset.more.replace("…", many)
  form.querySelector("[data-refused]").hidden = true
}

async function take(album, form, event) {
  if (chosen(form) > BY_HAND) return
  event.preventDefault()
  const [place, part] = [form.querySelector("[data-progress]"), form.querySelector("[data-part]")]
  const [button, bar] = [form.querySelector("[data-take]"), form.querySelector("progress")]
  if (button.disabled) return
  form.going = new AbortController()
  place.hidden = false
  button.disabled = true
  try {
    const zip = await fetchZip(form, form.going.signal, (done) => {
      bar.value = done * 100
      part.textContent = `${Math.floor(done * 100)} %`
    })
    save(zip)
  } catch (problem) {
    if (!form.going.signal.aborted) refuse(form, problem.sentence ?? album.getAttribute("broken"))
  }
  place.hidden = true
  button.disabled = false
}

function refuse(form, sentence) {
  const line = form.querySelector("[data-refused]")
  line.textContent = sentence
  line.hidden = false
}
