// Every word of the dashboard in both languages. A word with figures in it is a function of them.

/** The words by language. Both languages have the same keys; a test holds them to it. */
export const words = {
  en: {
    title: "What guests look at",
    live: "Live", paused: "Waiting", stale: "Not current", loading: "Reading the figures…",
    language: "Language", filters: "Filters", table: "Table", tableHint: "all", menu: "Menu version", menuHint: "all", guest: "Guests read in", guestAll: "any language", clear: "Clear filters",
    openMenu: "Open the menu", skip: "Skip to the figures",
    visits: "Visits", visitsNote: (sessions) => `in ${sessions} sessions`,
    timeRead: "Time on the menu", timeReadNote: (each) => `${each} a visit`,
    held: "Held", passed: "Passed over", heldNote: "of the time, the page was at rest",
    sectionsSeen: "Sections seen", dishesSeen: "Dishes seen", ofAll: (seen, all) => `${seen} of ${all}`,
    last: "Last heard from", lastNote: (events) => `${events} events in all`,
    storyHold: (name, rate) => [`Guests stop at `, name, `: ${rate} of looks are read.`],
    storyPass: (name, rate) => [`They pass over `, name, `: ${rate} of looks are skimmed.`],
    splitLabel: (held, passed) => `Of all time on sections, ${held} held and ${passed} passing`,
    paused_ms: "Held (page at rest)", scrolling_ms: "Passing (page in motion)",
    sectionsTitle: "Time by section", sectionsNote: "Longest first. Held is time with the page at rest; passing is time in motion.",
    rateTitle: "Held or passed over", rateNote: "Each look at a section, in the menu’s order: read when the page rested on it for a second, else skimmed.",
    reachTitle: "How far guests come", reachNote: "In the menu’s order: the share of visits in which the section was seen, and the share of looks that were read.",
    dishesTitle: "Time by dish", dishesNote: "Longest first.",
    allSections: "All sections", section: "Section", dish: "Dish", showAll: (n) => `Show all ${n}`, showFewer: "Show fewer",
    asTable: "The same as a table", noRows: "Nothing here for this choice.",
    dwell: "Time", median: "Median look", p90: "90% of looks below", reach: "Reach", readRate: "Read", skimRate: "Skimmed", looks: "Looks", revisits: "Came back", attention: "Share of attention",
    emptyTitle: "No visits yet", emptyText: "Open the menu as a guest would, scroll, stop at something, and come back: the figures appear here within five seconds.", emptyFilteredTitle: "No visits match these filters", emptyFiltered: "Clear the filters to see all visits, or open the menu as one of these guests would.",
    failedTitle: "The figures cannot be read", failedStale: (age) => `These figures are from ${age}.`, retry: "Try again now",
    unreachableTitle: "The collector does not answer", unreachableDetail: "Check that linger is still running and that this device reaches it. The page tries again by itself.",
    unreadableTitle: "The answer is not what was expected", unreadableDetail: (status) => `The server answered with status ${status} and no readable figures.`,
    leftOut: (n) => (n === 1 ? "1 file is left out of these figures" : `${n} files are left out of these figures`),
    dropped: (n) => (n === 1 ? "1 event was dropped in a browser before it could be sent" : `${n} events were dropped in browsers before they could be sent`),
    quality: "What these figures lack",
    foot: "Counted without cookies, names or addresses. Times are of pages, not of persons.",
  },
  ko: {
    title: "손님이 보는 곳",
    live: "실시간", paused: "대기 중", stale: "최신 아님", loading: "집계를 읽는 중…",
    language: "언어", filters: "거르기", table: "테이블", tableHint: "전체", menu: "메뉴판 버전", menuHint: "전체", guest: "손님의 언어", guestAll: "전체", clear: "모두 보기",
    openMenu: "메뉴 열기", skip: "집계로 건너뛰기",
    visits: "방문", visitsNote: (sessions) => `세션 ${sessions}개`,
    timeRead: "메뉴를 본 시간", timeReadNote: (each) => `방문마다 ${each}`,
    held: "머묾", passed: "지나침", heldNote: "화면이 멈춰 있던 시간의 비율",
    sectionsSeen: "본 구역", dishesSeen: "본 메뉴", ofAll: (seen, all) => `${all}개 중 ${seen}개`,
    last: "마지막 수신", lastNote: (events) => `이벤트 모두 ${events}개`,
    storyHold: (name, rate) => [`손님은 `, name, `에서 멈춥니다. 본 것의 ${rate}를 읽었습니다.`],
    storyPass: (name, rate) => [``, name, `에서는 지나칩니다. ${rate}를 훑고 갔습니다.`],
    splitLabel: (held, passed) => `구역을 본 시간 중 머묾 ${held}, 지나침 ${passed}`,
    paused_ms: "머묾 (화면이 멈춤)", scrolling_ms: "지나침 (화면이 움직임)",
    sectionsTitle: "구역별 시간", sectionsNote: "긴 순서. 머묾은 화면이 멈춰 있던 시간, 지나침은 움직이던 시간입니다.",
    rateTitle: "머물렀나, 지나쳤나", rateNote: "메뉴판 순서. 화면이 1초 이상 멈춘 것은 읽음, 나머지는 훑음으로 셉니다.",
    reachTitle: "어디까지 오는가", reachNote: "메뉴판 순서. 구역을 본 방문의 비율과, 본 것 중 읽은 비율입니다.",
    dishesTitle: "메뉴별 시간", dishesNote: "긴 순서.",
    allSections: "모든 구역", section: "구역", dish: "메뉴", showAll: (n) => `${n}개 모두 보기`, showFewer: "줄여 보기",
    asTable: "표로 보기", noRows: "이 조건에는 아무것도 없습니다.",
    dwell: "시간", median: "중앙값", p90: "90%가 이보다 짧음", reach: "도달", readRate: "읽음", skimRate: "훑음", looks: "본 횟수", revisits: "다시 봄", attention: "주목 비율",
    emptyTitle: "아직 방문이 없습니다", emptyText: "손님처럼 메뉴를 열어 스크롤하고, 어딘가에 멈췄다가 돌아오세요. 5초 안에 여기에 나타납니다.", emptyFilteredTitle: "이 조건에 맞는 방문이 없습니다", emptyFiltered: "조건을 지우면 모든 방문이 보입니다. 같은 조건의 손님처럼 메뉴를 열어 볼 수도 있습니다.",
    failedTitle: "집계를 읽을 수 없습니다", failedStale: (age) => `${age}의 집계입니다.`, retry: "지금 다시",
    unreachableTitle: "수집 서버가 답하지 않습니다", unreachableDetail: "linger가 실행 중인지, 이 기기가 서버에 닿는지 확인하세요. 페이지가 스스로 다시 시도합니다.",
    unreadableTitle: "예상과 다른 답을 받았습니다", unreadableDetail: (status) => `서버가 상태 ${status}로 답했고 읽을 수 있는 집계가 없습니다.`,
    leftOut: (n) => `파일 ${n}개가 집계에서 빠졌습니다`,
    dropped: (n) => `브라우저에서 보내지 못하고 버려진 이벤트가 ${n}개 있습니다`,
    quality: "이 집계에 빠진 것",
    foot: "쿠키, 이름, 주소 없이 셉니다. 사람이 아니라 페이지의 시간입니다.",
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
