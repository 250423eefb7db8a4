// <home-notes>: what parents told this morning; "Seen" tells them that somebody read it.
import { Drawn } from "js/group/drawn"
import { rows } from "js/group/fill"
import { room } from "js/group/room"
import { word } from "js/group/words"
import { write } from "js/group/acting"
import { clock } from "js/lib/times"

class HomeNotes extends Drawn {
  start() {
    this.addEventListener("click", (event) => {
      const button = event.target.closest("[data-seen]")
      if (button) see(button.dataset.seen)
    })
  }

  draw(view) {
    const notes = view.seats.flatMap((seat) => (seat.notes ?? []).map((note) => noteWords(note, seat.first)))
    notes.sort((one, other) => Boolean(one.seen) - Boolean(other.seen))
    rows(this.part("list"), "t-home-note", notes, (note) => note.note)
    this.nothing(!notes.length)
  }
}

function see(id) {
  const seat = room.view.seats.find((one) => one.notes?.some((note) => note.note === id))
  write([["seen", { note: id }]], { text: word("seen"), children: [seat] })
}

// What a note says, as the template shows it; the child is named where several stand in one list.
export function noteWords(note, child = "") {
  const bottle = note.last_bottle_at && [moment(note.last_bottle_at), note.last_bottle_ml && `${note.last_bottle_ml} ml`]
  const facts = [
    ["night", note.night],
    ["last_bottle", bottle?.filter(Boolean).join(", ")],
    ["mood", note.mood_label],
    ["medicine", note.medicine],
    ["collected_by", note.collected_by],
  ]
  return {
    note: note.note,
    child,
    spoken: child && `, ${child}`,
    from: word("note_from", { name: note.by, time: clock(note.written_at) }),
    facts: facts.filter(([, value]) => value).map(([what, value]) => ({ what: word(`note_${what}`), value })),
    text: note.text,
    seen: note.seen_at ? seenWords(note) : "",
  }
}

// A heart or a few words of the family, as the template shows it.
export function reactionWords(said) {
  const told = { name: said.by, what: said.about }
  return {
    reaction: said.reaction,
    line: word(said.text ? "said_about" : "found_lovely", told),
    text: said.text,
    seen: said.seen_at ? seenWords(said) : "",
  }
}

function seenWords(note) {
  return word(note.seen_by ? "seen_by" : "seen_at", { name: note.seen_by, time: clock(note.seen_at) })
}

function moment(at) {
  return /^\d\d:\d\d/.test(at) ? at.slice(0, 5) : clock(at)
}

customElements.define("home-notes", HomeNotes)
