// A photo made smaller on the device, without position, camera or date in it, and the right way up.
const LONGEST = 2560
const QUALITY = 0.85
export const HEAVIEST = 25 * 1024 * 1024

// The photo as it will be sent. What this browser cannot open (HEIC) goes as it is.
export async function smaller(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null)
  if (!bitmap) return file
  try {
    return (await drawn(bitmap, LONGEST)) ?? file
  } finally {
    bitmap.close()
  }
}

function drawn(bitmap, longest) {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement("canvas")
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  const pen = canvas.getContext("2d")
  pen.fillStyle = "white" // what was see-through in a drawing
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY))
}

export async function digest(blob) {
  const bytes = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer())
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}
