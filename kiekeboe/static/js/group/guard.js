// Who is this? More faces than names ask for an answer first: the same rule as photos/guard.py. Pure.
const ANSWERS = ["adults", "covered", "nobody"]

export const asks = (faces, tagged, said = "") => faces > tagged && !ANSWERS.includes(said)

// What is said of the faces without a name; null when somebody must say it first.
export function answer(faces, covered, tagged, said = "") {
  if (faces <= tagged) return ""
  if (ANSWERS.includes(said)) return said
  return faces - covered <= tagged ? "covered" : null
}
