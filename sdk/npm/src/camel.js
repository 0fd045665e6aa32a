/** A setting's name as npm's options spell it: `read-ms` is `readMs`. */
export const camel = (name) => name.replace(/-./g, ([, char]) => char.toUpperCase());
