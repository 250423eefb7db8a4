// Sleep checks: turns amber and sounds once when it is time, and "I have looked" for one or all.
import { show, tell } from "js/lib/telling"
import { uuid7 } from "js/lib/ids"
import { write } from "js/lib/writing"

const sounded = new Set()

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-looked]")
  if (button) looked(button)
})

async function looked(button) {
  const all = [...document.querySelectorAll("[data-nap]")].map((row) => row.dataset.nap)
  const naps = button.dataset.looked === "all" ? all : [button.dataset.looked]
  const at = new Date().toISOString()
  const answer = await write("PUT", "/group/looks/", { looks: naps.map((entry) => ({ id: uuid7(), entry, at })) })
  const children = naps
    .map((nap) => document.querySelector(`[data-nap="${nap}"]`)?.dataset)
    .filter(Boolean)
    .map(({ child: id, name }) => ({ id, name }))
  if (answer.ok) tell(button.textContent.split(",")[0].trim(), { children, kind: "slaap" })
  else tell(answer.sentence)
  await show()
}

function watch() {
  for (const row of document.querySelectorAll("[data-nap][data-due]")) {
    const due = new Date(row.dataset.due)
    const left = (due - Date.now()) / 60_000
    if (left < Number(row.dataset.minutes) * 0.2) row.dataset.tone = "warn"
    const key = `${row.dataset.nap}@${row.dataset.due}`
    if (left > 0 || sounded.has(key)) continue
    sounded.add(key)
    alarm(row.dataset.name)
  }
}

// Said once and heard once, each time a look is due.
function alarm(name) {
  const region = document.querySelector("[data-alarm]")
  const said = document.querySelector("group-board")?.dataset.overdue ?? "%s"
  if (region) region.textContent = said.replace("%s", name)
  try {
    const sound = new AudioContext()
    const tone = sound.createOscillator()
    const volume = sound.createGain()
    volume.gain.setValueAtTime(0.2, sound.currentTime)
    volume.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + 1.2)
    tone.frequency.value = 660
    tone.connect(volume).connect(sound.destination)
    tone.start()
    tone.stop(sound.currentTime + 1.2)
  } catch {
    // A tablet without sound still shows it.
  }
}

setInterval(watch, 5_000)
document.addEventListener("refreshed", watch)
watch()
