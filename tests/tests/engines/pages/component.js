// A section that a component keeps in an open shadow root, with a dish in another within it.
customElements.define("dish-list", class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: "open" });
    root.innerHTML = '<section data-linger-section="mains" style="height: 250px"><dish-card></dish-card></section>';
  }
});
customElements.define("dish-card", class extends HTMLElement {
  connectedCallback() {
    this.attachShadow({ mode: "open" }).innerHTML = '<p data-linger-item="soup" style="height: 120px; margin: 0"></p>';
  }
});
