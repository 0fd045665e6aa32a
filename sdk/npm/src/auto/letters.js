// Classes of characters as ranges: a browser takes milliseconds to compile `\p{L}`, and a page waits for them.

/** Letters of all living scripts, with their marks; beyond ASCII, whatever is not a block of signs. */
export const LETTERS = String.raw`A-Za-zÀ-ÖØ-öø-\u1fff\u2c00-\u2dff\u3041-\ud7ff\uf900-\ufaff\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc\u{20000}-\u{3ffff}`;

/** Signs of money. */
export const MONEY = String.raw`$¢-¥฿\u20a0-\u20cf￠￡￥￦`;

const LETTER = new RegExp(`[${LETTERS}]`, "u");

export const hasLetters = (text) => LETTER.test(text);
