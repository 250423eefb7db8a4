// <note-text for="text"><select>…: starts the answer from a text of the house; what was typed stays.
class NoteText extends HTMLElement {
  connectedCallback() {
    this.choice = this.querySelector("select")
    this.choice.addEventListener("change", () => this.start())
  }

  start() {
    const box = document.getElementById(this.getAttribute("for"))
    if (this.choice.value) box.value = [box.value.trim(), this.choice.value].filter(Boolean).join("\n\n")
    this.choice.value = ""
    box.focus()
  }
}

customElements.define("note-text", NoteText)
