// A photo or a film that was just chosen: what it is, the picture of it, and how many faces there are.
import { look } from "js/group/faces"
import { filmOf, HEAVIEST_FILM } from "js/group/filming"
import { Picture } from "js/group/picture"
import { word } from "js/group/words"

export const HEAVIEST = 30 * 1000 * 1000 // bytes of a photo, the same as the server takes
export { HEAVIEST_FILM }

// { film, file, picture, frames }; no picture for what this browser cannot open (HEIC): that goes as it is.
export async function opened(file) {
  if (file.type.startsWith("video/")) {
    const { frames } = await filmOf(file)
    return { film: true, file, picture: frames.length ? new Picture(frames[0]) : null, frames }
  }
  const picture = await Picture.of(file).catch(() => null)
  if (!picture && file.size > HEAVIEST) throw new Error(word("photo_too_large"))
  return { film: false, file, picture, frames: picture ? [picture.whole] : [] }
}

// The faces of the frame with the most of them, as places of the picture. Rejects when nobody could look.
export async function facesOf({ frames }, numbers) {
  if (!frames.length) throw new Error("nothing to look at")
  let most = []
  for (const frame of frames) {
    const found = await look(frame, numbers)
    if (found.length > most.length) most = found
  }
  return most
}

// What leaves the tablet: a photo drawn anew without position, camera or date in it; a film as it is.
export async function leaving({ film, file, picture }) {
  if (film || !picture) return file
  return (await picture.blob()) ?? file
}

export async function digest(blob) {
  const bytes = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer())
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}
