// Writing to the server: JSON to an id of our own; the answer always carries a sentence when it fails.
// Where the words live: the element that holds the page's sentences.
export function words() {
  return document.querySelector("group-board, group-acts").dataset
}

const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? ""

export async function write(method, address, told, headers = {}) {
  const raw = told instanceof Blob
  try {
    const answer = await fetch(address, {
      method,
      credentials: "same-origin",
      headers: { "X-CSRFToken": token(), ...(raw ? {} : { "Content-Type": "application/json" }), ...headers },
      body: told === undefined ? undefined : raw ? told : JSON.stringify(told),
    })
    const json = (answer.headers.get("content-type") ?? "").includes("json")
    const body = json ? await answer.json() : {}
    return { status: answer.status, ...body, ok: answer.ok, sentence: sentenceOf(answer, body) }
  } catch {
    return { ok: false, status: 0, sentence: words().failed }
  }
}

// A batch is right only when each of its items is.
export function problemsOf(answer) {
  return (answer.answers ?? []).filter((one) => one.status >= 300)
}

function sentenceOf(answer, body) {
  if (answer.ok) return ""
  if (body.sentence) return body.sentence
  return answer.status === 404 && words().locked ? words().locked : words().failed
}
