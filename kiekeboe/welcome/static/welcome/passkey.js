// <passkey-way>: asks the browser for a passkey, or to make one, and brings the answer to the server.
// Needs a form with the CSRF token and one button; the addresses are in data-question and data-answer.

const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const decode = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

const withIds = (list) => (list ?? []).map((each) => ({ ...each, id: decode(each.id) }));

function forMaking(asked) {
  return {
    ...asked,
    challenge: decode(asked.challenge),
    user: { ...asked.user, id: decode(asked.user.id) },
    excludeCredentials: withIds(asked.excludeCredentials),
  };
}

function forSigningIn(asked) {
  return {
    ...asked,
    challenge: decode(asked.challenge),
    allowCredentials: withIds(asked.allowCredentials),
  };
}

function plain(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const told = parts.filter((part) => response[part]).map((part) => [part, encode(response[part])]);
  return {
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: Object.fromEntries(told),
  };
}

class PasskeyWay extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.begin();
    });
  }

  async begin() {
    const button = this.querySelector("button");
    button.setAttribute("aria-busy", "true");
    try {
      this.tell("");
      await this.ask();
    } catch {
      this.tell(this.words.problem);
    } finally {
      button.removeAttribute("aria-busy");
    }
  }

  async ask() {
    if (!window.PublicKeyCredential) return this.tell(this.words.unknown);
    const asked = await this.post(this.dataset.question, {});
    if (asked.go) return location.assign(asked.go);
    const publicKey = asked.publicKey ?? asked;
    const credential =
      this.dataset.kind === "create"
        ? await navigator.credentials.create({ publicKey: forMaking(publicKey) })
        : await navigator.credentials.get({ publicKey: forSigningIn(publicKey) });
    const answer = { answer: plain(credential), next: this.dataset.next };
    const told = await this.post(this.dataset.answer, answer);
    return told.go ? location.assign(told.go) : this.tell(told.sentence ?? this.words.problem);
  }

  async post(address, body) {
    const answer = await fetch(address, {
      method: "POST",
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        "X-CSRFToken": this.querySelector("[name=csrfmiddlewaretoken]").value,
      },
      body: JSON.stringify(body),
    });
    return answer.json();
  }

  get words() {
    return this.querySelector("[role=alert]").dataset;
  }

  tell(sentence) {
    const place = this.querySelector("[role=alert]");
    place.textContent = sentence;
    place.hidden = !sentence;
  }
}

customElements.define("passkey-way", PasskeyWay);
