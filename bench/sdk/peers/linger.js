// linger comes by its own script tag (src/site.mjs); here is only the bench's way to call it.
export function start() {
  return { track: (name, properties) => window.linger.track(name, properties), flush: () => window.linger.flush() };
}
