// Texts on their way into the module, as bytes: strings would bring wasm-bindgen's conversion along, a tenth of all that
// the page loads.

const encoder = new TextEncoder();

/** Bytes of a text in UTF-8. */
export const bytes = (text) => encoder.encode(text).length;

/** Texts with a zero byte between them. None of them holds one: they are JSON, in which it is escaped. */
export const joined = (...texts) => encoder.encode(texts.join("\0"));
