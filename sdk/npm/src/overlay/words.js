// What the overlay says, in the page's language.
const EN = {
  active: "active", idle: "idle", waiting: "waiting", dropped: "dropped", targets: "Targets", sent: "Sent", marks: "Attributes to paste",
  none: "nothing found", unsent: "nothing yet", copy: "Copy", copied: "Copied", fold: "Fold", unfold: "Unfold", close: "Close",
  legend: "● in view   ·   at rest + moving · attention", events: "events", measuring: "measuring",
  consent: "consent", wrap: "put a block around it and its dishes",
};
const KO = {
  active: "활동", idle: "멈춤", waiting: "대기", dropped: "버림", targets: "측정 대상", sent: "보낸 기록", marks: "붙여 넣을 속성",
  none: "찾은 것이 없습니다", unsent: "아직 없습니다", copy: "복사", copied: "복사했습니다", fold: "접기", unfold: "펼치기", close: "닫기",
  legend: "● 화면에 보임   ·   정지 + 이동 · 주목", events: "이벤트", measuring: "측정 중",
  consent: "동의", wrap: "메뉴와 함께 블록으로 감싸세요",
};

/** Reasons and outcomes of requests, and what holds them up. English says them as the wire does. */
const KO_STATES = {
  "in flight": "전송 중", taken: "받음", refused: "거절됨", failed: "실패", backoff: "재시도 대기", "retry-after": "서버 요청 대기",
  granted: "동의함", pending: "묻는 중", denied: "거부함", age: "시간", count: "개수", bytes: "크기", hide: "숨김", exit: "나감", flush: "요청",
};

/** The words for a language tag; `state` says a state's name. */
export function wordsFor(lang) {
  const isKorean = /^ko\b/i.test(lang);
  return { ...(isKorean ? KO : EN), state: (name) => (isKorean && KO_STATES[name]) || name };
}

/** Milliseconds as a person reads them. */
export function duration(ms) {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)}s`;
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

/** A target's times: at rest + moving · attention. */
export function times({ paused_ms, scrolling_ms, attention_ms }) {
  return `${duration(paused_ms)} + ${duration(scrolling_ms)} · ${duration(attention_ms)}`;
}
