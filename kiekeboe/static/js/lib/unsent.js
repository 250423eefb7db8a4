// What was written and not sent yet, on this phone only: per reader, so that nobody else who signs
// in here sends it or sees it.
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

let opened
function open() {
  const request = indexedDB.open("kiekeboe-unsent", 1)
  request.onupgradeneeded = () => request.result.createObjectStore("messages", { keyPath: "id" })
  return (opened ??= done(request))
}

const store = async (mode) => (await open()).transaction("messages", mode).objectStore("messages")

// {id, thread, reader, text, urgent, files}
export const keep = async (message) => done((await store("readwrite")).put(message))
export const forget = async (id) => done((await store("readwrite")).delete(id))

// In the order in which they were written: ids begin with the time.
export async function unsent(thread, reader) {
  const all = await done((await store("readonly")).getAll())
  return all.filter((one) => one.thread === thread && one.reader === reader)
}
