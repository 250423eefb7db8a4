// What the photo sheet asks or explains before a photo can be shared: one banner after the other.
import { icon } from "js/group/icons"
import { listed, word } from "js/group/words"

const LOOKS = { crop: ["crop", "ok"], cover: ["eye-off", "info"], drop: ["trash-2", "stop"], adults: ["users-round", "info"], nobody: ["check", "ok"] }

function choice(act, text, more = {}) {
  const [name, tone] = LOOKS[act]
  return { act, text, tone, icon: icon(name), about: null, small: "", ...more }
}

const crop = (small) => choice("crop", word("crop_it"), { small })
const gone = () => choice("drop", word("throw_photo"))

// told: { photo: there is one, cuttable: it can be changed here, changed: it was, faces, covered, tagged: seats,
//         refused: the seat that was tapped and may not, untagged: null when it must be asked, verdicts }
export function questions(told) {
  return [notAllowed(told), who(told), together(told), fewer(told)].filter(Boolean)
}

function notAllowed({ refused, cuttable, photo }) {
  if (!refused) return null
  const name = refused.first
  const choices = cuttable ? [crop(word("crop_away", { name })), choice("cover", word("cover_child", { name }), { small: word("cover_small") }), gone()] : []
  const text = word(!photo ? "not_allowed_yet" : cuttable ? "not_allowed_choices" : "not_allowed_plain")
  return { id: "refused", tone: "stop", title: word("may_not_be", { name }), text, choices }
}

function who({ faces, covered, tagged, untagged, cuttable, refused }) {
  if (untagged !== null || refused) return null // one question after the other
  const open = faces - covered
  const text = word("faces_and_names", { faces: word("count_faces", { n: open }), n: tagged.length })
  const choices = [choice("adults", word("only_adults")), choice("nobody", word("not_a_face"))]
  if (cuttable) choices.splice(1, 0, choice("cover", word("cover_face"), { small: word("cover_small") }))
  return { id: "who", tone: "warn", title: word("who_is_this"), text, choices }
}

// Some parents want no photos with others: who receives it, and how more of them can.
function together({ tagged, cuttable, verdicts, photo }) {
  const strict = tagged.filter((seat) => tagged.length > 1 && seat.photo?.own && !seat.photo.together)
  if (!photo || !strict.length) return null
  const receive = verdicts.filter((one) => one.shown).map((one) => one.first)
  const title = receive.length ? word("only_parents_of", { names: listed(receive) }) : word("no_family_gets")
  const others = strict.flatMap(({ id, first: name }) => [choice("cover", word("cover_child", { name }), { about: id, small: word("then_others", { name }) })])
  const choices = cuttable ? [...others, crop(word("crop_away", { name: listed(strict.map((seat) => seat.first)) }))] : []
  return { id: "together", tone: "warn", title, text: word("not_with_others", { names: listed(strict.map((seat) => seat.first)) }), choices }
}

// After cutting: names of children who are not in it any more.
function fewer({ changed, faces, covered, tagged }) {
  if (!changed || faces - covered >= tagged.length || !tagged.length || !(faces || covered)) return null
  return { id: "fewer", tone: "info", title: word("fewer_faces"), text: word("fewer_text"), choices: [] }
}
