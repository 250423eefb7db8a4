// A zip that comes in pieces: how far it is, and then where the browser keeps downloads.
export async function fetchZip(form, signal, told) {
  const answer = await fetch(form.action, {
    method: "POST", body: new FormData(form), headers: { Accept: "application/zip" }, credentials: "same-origin", signal,
  })
  if (answer.status === 422) throw Object.assign(new Error("refused"), { sentence: await answer.text() })
  if (!answer.ok || !answer.headers.get("Content-Type").startsWith("application/zip")) throw new Error(String(answer.status))
  const whole = Number(answer.headers.get("Content-Length"))
  const [pieces, reader] = [[], answer.body.getReader()]
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    pieces.push(value)
    size += value.length
    told(size / whole)
  }
  if (whole && size !== whole) throw new Error("broke off")
  return new File(pieces, nameOf(answer), { type: "application/zip" })
}

function nameOf(answer) {
  const told = answer.headers.get("Content-Disposition") ?? ""
  const [, plain] = /filename="([^"]+)"/.exec(told) ?? []
  const [, coded] = /filename\*=utf-8''(\S+)/i.exec(told) ?? []
  return coded ? decodeURIComponent(coded) : (plain ?? "kiekeboe.zip")
}

export function save(file) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(file)
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
