// Numbers as people read them, in both languages. Pure: the time now is an argument.

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

const units = {
  en: { s: (n) => `${n} s`, ms: (m, s) => `${m} m ${String(s).padStart(2, "0")} s`, hm: (h, m) => `${h} h ${String(m).padStart(2, "0")} m`, m: (n) => `${n} m`, h: (n) => `${n} h` },
  ko: { s: (n) => `${n}초`, ms: (m, s) => `${m}분 ${s}초`, hm: (h, m) => `${h}시간 ${m}분`, m: (n) => `${n}분`, h: (n) => `${n}시간` },
};

/** What stands where there is no figure. */
export const NOTHING = "–";

const missing = (value) => value === null || value === undefined || !Number.isFinite(value);

/**
 * A length of time with two figures that matter: 4.2 s, 42 s, 3 m 05 s, 2 h 14 m.
 * @param {number | null | undefined} ms
 * @param {"en" | "ko"} lang
 */
export function duration(ms, lang) {
  if (missing(ms)) return NOTHING;
  const unit = units[lang];
  if (ms < 9950) return unit.s((ms / SECOND_MS).toFixed(1));
  const seconds = Math.round(ms / SECOND_MS);
  if (seconds < 60) return unit.s(seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return unit.ms(minutes, seconds % 60);
  return unit.hm(Math.floor(minutes / 60), minutes % 60);
}

/** An axis's label: a round time without its empty smaller part. */
export function roundTime(ms, lang) {
  const unit = units[lang];
  if (ms === 0) return "0";
  if (ms % HOUR_MS === 0) return unit.h(ms / HOUR_MS);
  if (ms % MINUTE_MS === 0 && ms < 2 * HOUR_MS) return unit.m(ms / MINUTE_MS);
  return duration(ms, lang).replace(".0", "");
}

const TICK_STEPS_MS = [100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS, 10 * MINUTE_MS, 15 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS, 2 * HOUR_MS, 5 * HOUR_MS, 10 * HOUR_MS, 24 * HOUR_MS];

/**
 * Ticks for an axis of time: minutes and hours are not decimal, so the usual round numbers would read 1 m 40 s.
 * @param {number} max the longest time shown, in ms
 * @param {number} count about how many steps are wanted
 * @returns {number[]} from 0 to the last below `max`
 */
export function timeTicks(max, count) {
  const step = TICK_STEPS_MS.find((candidate) => max / candidate <= count) ?? Math.ceil(max / count / HOUR_MS) * HOUR_MS;
  return Array.from({ length: Math.floor(max / step) + 1 }, (_, index) => index * step);
}

/** A share of one as whole percent. */
export const percent = (share) => (missing(share) ? NOTHING : `${Math.round(share * 100)}%`);

/** A count with separators between thousands. */
export const count = (value, lang) => (missing(value) ? NOTHING : value.toLocaleString(lang));

/**
 * How long ago, in words: "just now", "12 s ago", "3 m ago".
 * @param {number | null | undefined} thenMs wall clock, ms since 1970
 * @param {number} nowMs wall clock, ms since 1970
 * @param {"en" | "ko"} lang
 */
export function ago(thenMs, nowMs, lang) {
  if (missing(thenMs)) return NOTHING;
  const passed = Math.max(0, nowMs - thenMs);
  if (passed < 3 * SECOND_MS) return lang === "ko" ? "방금" : "just now";
  const unit = units[lang];
  const steps = [[MINUTE_MS, SECOND_MS, unit.s], [HOUR_MS, MINUTE_MS, unit.m], [48 * HOUR_MS, HOUR_MS, unit.h]];
  const [, size, say] = steps.find(([below]) => passed < below) ?? [0, HOUR_MS, unit.h];
  const text = say(Math.floor(passed / size));
  return lang === "ko" ? `${text} 전` : `${text} ago`;
}

/** A difference of times with its sign: +1.6 s, −0.4 s. */
export function signed(ms, lang) {
  if (missing(ms)) return NOTHING;
  // What rounds to nothing has no sign.
  const sign = Math.abs(ms) < SECOND_MS / 20 ? "" : ms > 0 ? "+" : "−";
  return `${sign}${duration(Math.abs(ms), lang)}`;
}

/** A share of one with a decimal where a whole percent would say too little: 0.4%, 12%. */
export function finePercent(share) {
  if (missing(share)) return NOTHING;
  return share !== 0 && Math.abs(share) < 0.0995 ? `${(share * 100).toFixed(1)}%` : percent(share);
}

/**
 * A day as it is said in the language: 22 Nov, 11월 22일; with its year where that is not this year.
 * @param {number | null | undefined} atMs ms since 1970
 * @param {"en" | "ko"} lang
 * @param {{nowMs?: number, timeZone?: string}} [options] this device's time zone if none is given
 */
export function date(atMs, lang, { nowMs = atMs, timeZone } = {}) {
  if (missing(atMs)) return NOTHING;
  const isThisYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  return new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { day: "numeric", month: "short", ...(!isThisYear && { year: "numeric" }), timeZone }).format(atMs);
}

/** A weekday's name, 1 Monday to 7 Sunday. @param {"short" | "long"} length */
export function weekdayName(weekday, lang, length) {
  // 2024 began on a Monday.
  return new Intl.DateTimeFormat(lang, { weekday: length, timeZone: "UTC" }).format(Date.UTC(2024, 0, weekday));
}

/** A language's name in the language of the page: "ko" reads Korean, 한국어; what is no language stays as it is. */
export function languageName(code, lang) {
  try {
    return new Intl.DisplayNames([lang], { type: "language" }).of(code);
  } catch {
    return code;
  }
}
