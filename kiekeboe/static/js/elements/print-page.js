// <print-page><button>Print</button></print-page>: the page on paper. Without JavaScript the browser's own menu does it.
class PrintPage extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", () => print())
  }
}

customElements.define("print-page", PrintPage)
