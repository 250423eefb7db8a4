// Locking what waits under the key of the server, so that this tablet cannot read it either (S34).
// The same shape as tablet/items/sealing.py: wrapped key, twelve bytes used once, the rest.
const letters = new TextEncoder()

const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))

export function base64(bytes) {
  let text = ""
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

// content: bytes or words. spki: the public key of the server in base64.
export async function sealFor(spki, content) {
  const asked = { name: "RSA-OAEP", hash: "SHA-256" }
  const lock = await crypto.subtle.importKey("spki", bytesOf(spki), asked, false, ["encrypt"])
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = typeof content === "string" ? letters.encode(content) : content
  const parts = await Promise.all([
    crypto.subtle.encrypt({ name: "RSA-OAEP" }, lock, await crypto.subtle.exportKey("raw", key)),
    iv,
    crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain),
  ])
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}
