// Every word of the page in both languages. A word with figures in it is a function of them.
import { MODULE_MM_MIN, TEXT_MM_MIN } from "./layout.js";
import { TABLE_BYTES_MAX, TABLES_MAX } from "./tables.js";

/** The words by language. Both languages have the same keys; a test holds them to it. */
export const words = {
  en: {
    title: "Codes for the tables", intro: "Each code opens the menu and says which table it lies on. Nothing leaves this page.",
    language: "Language", skip: "Skip to the sheets",
    address: "The menu’s address", addressHint: "https://menu.example/",
    tables: "Tables", tablesHint: "1-24, A1, Terrace", tablesNote: "Names and ranges of numbers, parted by commas or lines.",
    caption: "Below each table", captionHint: "Scan for the menu", captionUsual: "Scan for the menu",
    level: "Withstands dirt", levels: { L: "L: 7%, for screens", M: "M: 15%, stays clean", Q: "Q: 25%, tables", H: "H: 30%, outdoors" },
    paper: "Paper", papers: { A4: "A4", Letter: "Letter" }, grid: "On a page",
    gridName: (columns, rows) => (columns * rows === 1 ? "1 code" : `${columns * rows} codes, ${columns} × ${rows}`),
    print: "Print", printNote: "Print at 100%, without fitting to the page.",
    download: (page, pages) => (pages === 1 ? "Download SVG" : `Download SVG of page ${page}`),
    page: (page, pages) => `Page ${page} of ${pages}`,
    sheets: "Sheets", made: (codes, pages) => `${codes === 1 ? "1 code" : `${codes} codes`} on ${pages === 1 ? "1 page" : `${pages} pages`}`,
    wrong: (n) => (n === 1 ? "One thing is in the way" : `${n} things are in the way`),
    problems: {
      blank: () => "There is a space or a control character in the address. Leave it out, or write a space as %20.",
      unreadable: () => "This is no address. Give all of it, such as https://menu.example/",
      scheme: ({ scheme }) => `The address begins with ${scheme} Give one that begins with https: or http:`,
      secret: () => "There is a user name or password in the address, which every guest could read. Leave it out.",
      table: ({ table }) => `The address names a table already (${table}). Leave it out; each code gets its own.`,
      code: () => "The address is too long for a code. Shorten it.",
      none: () => "No table is named. Name some, such as 1-24, A1, Terrace.",
      empty: ({ place }) => `Number ${place} of the tables is empty. Remove a comma or line, or name a table.`,
      backwards: ({ from, to }) => `${from}-${to} runs backwards. Write ${to}-${from}.`,
      twice: ({ names }) => `Named more than once: ${names.slice(0, 12).join(", ")}${names.length > 12 ? " …" : ""}. Name each table once.`,
      control: ({ name }) => `There is a control character in the table ${JSON.stringify(name)}. Leave it out.`,
      long: ({ name }) => `The table ${name} is longer than ${TABLE_BYTES_MAX} bytes (Hangul takes three each). Shorten it.`,
      many: ({ count }) => `${count} tables are too many for one order, which takes ${TABLES_MAX}. Part them.`,
      wide: ({ text }) => `“${text}” does not fit under its code with letters of ${TEXT_MM_MIN} mm. Shorten it, or put fewer on a page.`,
      small: ({ module }) => `The codes’ modules would be ${module.toFixed(2)} mm wide, and phones want ${MODULE_MM_MIN} mm. Put fewer on a page, or shorten the address.`,
    },
  },
  ko: {
    title: "테이블 QR 코드", intro: "코드를 스캔하면 메뉴판이 열리고, 어느 테이블인지 함께 전해집니다. 입력한 내용은 이 페이지를 떠나지 않습니다.",
    language: "언어", skip: "인쇄면으로 건너뛰기",
    address: "메뉴판 주소", addressHint: "https://menu.example/",
    tables: "테이블", tablesHint: "1-24, A1, 테라스", tablesNote: "이름이나 번호 범위를 쉼표나 줄바꿈으로 나눠 적습니다.",
    caption: "테이블 아래 문구", captionHint: "메뉴를 보려면 스캔하세요", captionUsual: "메뉴를 보려면 스캔하세요",
    level: "오염에 견디는 정도", levels: { L: "L: 7%, 화면용", M: "M: 15%, 깨끗한 곳", Q: "Q: 25%, 테이블", H: "H: 30%, 야외" },
    paper: "용지", papers: { A4: "A4", Letter: "레터" }, grid: "한 장에",
    gridName: (columns, rows) => `${columns * rows}개 (${columns} × ${rows})`,
    print: "인쇄", printNote: "크기 맞춤 없이 100%로 인쇄하세요.",
    download: (page, pages) => (pages === 1 ? "SVG 내려받기" : `${page}쪽 SVG 내려받기`),
    page: (page, pages) => `${pages}쪽 중 ${page}쪽`,
    sheets: "인쇄면", made: (codes, pages) => `코드 ${codes}개, ${pages}쪽`,
    wrong: (n) => `고칠 것이 ${n}가지 있습니다`,
    problems: {
      blank: () => "주소에 공백이나 제어 문자가 있습니다. 지우거나 공백은 %20으로 적으세요.",
      unreadable: () => "주소가 아닙니다. https://menu.example/ 처럼 전체를 적으세요.",
      scheme: ({ scheme }) => `주소가 ${scheme} 로 시작합니다. https: 나 http: 로 시작하는 주소를 적으세요.`,
      secret: () => "주소에 사용자 이름이나 비밀번호가 있어 모든 손님이 읽을 수 있습니다. 지우세요.",
      table: ({ table }) => `주소에 이미 테이블(${table})이 있습니다. 코드마다 따로 붙으니 지우세요.`,
      code: () => "주소가 너무 길어 코드에 담기지 않습니다. 줄이세요.",
      none: () => "테이블이 없습니다. 1-24, A1, 테라스 처럼 적으세요.",
      empty: ({ place }) => `${place}번째 테이블이 비어 있습니다. 쉼표나 줄을 지우거나 이름을 적으세요.`,
      backwards: ({ from, to }) => `${from}-${to}의 순서가 거꾸로입니다. ${to}-${from}로 적으세요.`,
      twice: ({ names }) => `두 번 이상 적은 테이블: ${names.slice(0, 12).join(", ")}${names.length > 12 ? " …" : ""}. 한 번씩만 적으세요.`,
      control: ({ name }) => `테이블 ${JSON.stringify(name)}에 제어 문자가 있습니다. 지우세요.`,
      long: ({ name }) => `테이블 ${name}이(가) ${TABLE_BYTES_MAX}바이트(한글은 글자마다 3)를 넘습니다. 줄이세요.`,
      many: ({ count }) => `테이블이 ${count}개입니다. 한 번에 ${TABLES_MAX}개까지 만듭니다. 나누세요.`,
      wide: ({ text }) => `“${text}”이(가) ${TEXT_MM_MIN} mm 글자로는 코드 아래에 들어가지 않습니다. 줄이거나 한 장에 적게 넣으세요.`,
      small: ({ module }) => `코드의 한 칸이 ${module.toFixed(2)} mm가 됩니다. 휴대폰이 읽으려면 ${MODULE_MM_MIN} mm가 필요합니다. 한 장에 적게 넣거나 주소를 줄이세요.`,
    },
  },
};

/**
 * The language to show: the one asked for, else the first of the browser's that there is, else English.
 * @param {string | null} asked
 * @param {readonly string[]} preferred language tags, best first
 * @returns {"en" | "ko"}
 */
export function languageOf(asked, preferred) {
  const wanted = [asked, ...preferred.map((tag) => tag.slice(0, 2))];
  return wanted.find((tag) => tag && Object.hasOwn(words, tag)) ?? "en";
}
