// A small picture of each photo that waits, made on the device from the photo itself.
import { photo as kept } from "js/group/keep"

const SIZE = 256
const made = new Map()

// Fills the images [data-photo=<item>] below `root`; what cannot be opened stays hidden.
export function previews(root) {
  for (const image of root.querySelectorAll("img[data-photo]:not([src])")) {
    const { photo } = image.dataset
    image.hidden = true
    if (!made.has(photo)) made.set(photo, draw(photo))
    made.get(photo).then((address) => {
      if (!address) return
      image.src = address
      image.hidden = false
    })
  }
}

async function draw(id) {
  try {
    const { bytes, type } = await kept(id)
    const bitmap = await createImageBitmap(new Blob([bytes], { type }), { imageOrientation: "from-image" })
    const scale = Math.min(1, SIZE / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement("canvas")
    canvas.width = Math.round(bitmap.width * scale)
    canvas.height = Math.round(bitmap.height * scale)
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    bitmap.close()
    return canvas.toDataURL("image/jpeg", 0.7)
  } catch {
    return ""
  }
}
