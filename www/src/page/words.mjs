// The words of the menu page that are not dishes, and how a pair of languages is written into the page.

/** The page's own words in both languages. */
export const words = {
  skip: { en: "Skip to the menu", ko: "메뉴로 건너뛰기" },
  table: { en: "Table", ko: "테이블" },
  language: { en: "Language", ko: "언어" },
  sections: { en: "Sections of the menu", ko: "메뉴 구역" },
  add: { en: "Add", ko: "담기" },
  contains: { en: "Contains", ko: "알레르기" },
  tray: { en: "Your tray", ko: "담은 메뉴" },
  trayHint: { en: "Show this to us when you are ready.", ko: "주문하실 때 보여 주세요." },
  privacyTitle: { en: "What this page measures", ko: "이 페이지가 재는 것" },
  privacy: {
    en: "This page measures how long each section and dish is on the screen, whether the page was resting or moving, and which dishes are added. It sets no cookie, keeps no name, address or device number, and does not follow you anywhere else. The figures tell us how to write a better menu, not who you are.",
    ko: "이 페이지는 구역과 메뉴가 화면에 머문 시간, 멈춰 읽었는지 지나쳤는지, 담은 메뉴만 잽니다. 쿠키를 쓰지 않고 이름·주소·기기 번호를 남기지 않으며 다른 곳까지 따라가지 않습니다. 더 나은 메뉴판을 만드는 데만 쓰이고, 손님이 누구인지는 알지 못합니다.",
  },
  dashboard: { en: "See the figures", ko: "집계 보기" },
  origin: {
    en: "Beef, pork, chicken, rice and kimchi are Korean unless we say so. Tell us about allergies before you order.",
    ko: "소고기, 돼지고기, 닭고기, 쌀, 김치는 따로 적지 않으면 국내산입니다. 알레르기가 있으시면 주문 전에 말씀해 주세요.",
  },
};

/** Names of tags, in the order in which they are shown. */
export const tagWords = {
  popular: { en: "Loved", ko: "인기" },
  new: { en: "New", ko: "새로 나온" },
  spicy: { en: "Spicy", ko: "매운맛" },
  vegetarian: { en: "Vegetarian", ko: "채식" },
};

/** Names of allergens. */
export const allergenWords = {
  beef: { en: "beef", ko: "소고기" }, buckwheat: { en: "buckwheat", ko: "메밀" }, chicken: { en: "chicken", ko: "닭고기" }, egg: { en: "egg", ko: "달걀" },
  fish: { en: "fish", ko: "생선" }, milk: { en: "milk", ko: "우유" }, nuts: { en: "nuts", ko: "견과" }, pork: { en: "pork", ko: "돼지고기" },
  shellfish: { en: "shellfish", ko: "조개·갑각류" }, soy: { en: "soy", ko: "대두" }, wheat: { en: "wheat", ko: "밀" },
};

const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text made safe for HTML's content and quoted attributes. */
export const escaped = (text) => text.replace(/[&<>"]/g, (char) => entities[char]);

/** Both languages side by side; the style sheet shows the one that the page is in. */
export const both = ({ en, ko }) => `<span class="en" lang="en">${escaped(en)}</span><span class="ko" lang="ko">${escaped(ko)}</span>`;

/** The same pair the other way round: in the English page the Korean name, for pointing at, and the reverse. */
export const other = ({ en, ko }) => `<span class="en" lang="ko">${escaped(ko)}</span><span class="ko" lang="en">${escaped(en)}</span>`;

/** A price in won, as each language writes it. */
export function priced(won) {
  const digits = String(won).replace(/\B(?=(\d{3})+$)/g, ",");
  return both({ en: `₩${digits}`, ko: `${digits}원` });
}
