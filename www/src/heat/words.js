// The words of the heat over the menu, in both languages.

const en = {
  title: "Attention on this menu", basis: (visits) => (visits === "1" ? "1 visit" : `${visits} visits`), version: (menu) => `of menu ${menu}`, everyVersion: "of every menu version",
  thisOnly: "This menu version only", none: "No visits yet: open the menu as a guest first.", hint: "Touch or focus a figure for more.", less: "less", more: "more",
  end: "Leave", dashboard: "Dashboard", figures: (name, share) => `${name}: ${share} of attention, show figures`, unseen: "not seen",
  share: "Share of attention", reach: "Visits that saw it", readRate: "Looks that were read", looks: "Looks", median: "Median look", dwell: "Time", revisits: "Came back", close: "Close",
  lockedTitle: "Reader key", lockedText: "These figures are for the restaurant only.", wrongKey: "The server does not know this key.", unlock: "Show", waiting: "Reading the figures…", failed: "The figures cannot be read.", retry: "Try again",
};

const ko = {
  title: "이 메뉴판이 받은 주목", basis: (visits) => `방문 ${visits}회`, version: (menu) => `메뉴판 ${menu}`, everyVersion: "모든 메뉴판 버전",
  thisOnly: "이 메뉴판 버전만", none: "아직 방문이 없습니다. 먼저 손님처럼 메뉴판을 열어 보세요.", hint: "숫자를 누르면 자세히 보입니다.", less: "적음", more: "많음",
  end: "나가기", dashboard: "집계", figures: (name, share) => `${name}: 주목의 ${share}, 집계 보기`, unseen: "안 봄",
  share: "주목 비율", reach: "본 방문", readRate: "읽은 비율", looks: "본 횟수", median: "중앙값", dwell: "시간", revisits: "다시 봄", close: "닫기",
  lockedTitle: "열람 키", lockedText: "식당만 보는 집계입니다.", wrongKey: "서버가 모르는 키입니다.", unlock: "보기", waiting: "집계를 읽는 중입니다…", failed: "집계를 읽을 수 없습니다.", retry: "다시",
};

/** The words of the page's language; English where it is neither. @param {string} lang */
export const wordsOf = (lang) => (lang.startsWith("ko") ? { ...ko, lang: "ko" } : { ...en, lang: "en" });
