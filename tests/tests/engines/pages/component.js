// A section that a component keeps in an open shadow root: a row of dishes that scrolls sideways, the last of which is in
// a shadow root of its own.
customElements.define("dish-row", class extends HTMLElement {
  connectedCallback() {
    this.attachShadow({ mode: "open" }).innerHTML = `
      <link rel="stylesheet" href="page.css">
      <section data-linger-section="grill">
        <div class="row">
          <div class="dish" data-linger-item="beef"></div>
          <div class="dish" data-linger-item="pork"></div>
          <div class="dish" data-linger-item="duck"></div>
          <dish-card></dish-card>
        </div>
      </section>`;
  }
});
customElements.define("dish-card", class extends HTMLElement {
  connectedCallback() {
    this.attachShadow({ mode: "open" }).innerHTML = `
      <link rel="stylesheet" href="page.css">
      <div class="dish" data-linger-item="tofu"></div>`;
  }
});
