// Sets of tag names: a browser compiles each pattern it meets, and asks a set at once.
export const tags = (names) => new Set(names.split(" "));
