//! What views and columns are called, in both languages. What is not listed is called by its name.

use clap::ValueEnum;

/// Language of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    /// English.
    En,
    /// Korean.
    Ko,
}

impl Language {
    /// As HTML names it.
    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
        }
    }

    /// The one of two texts that is in this language.
    pub(super) fn of<T>(self, english: T, korean: T) -> T {
        match self {
            Self::En => english,
            Self::Ko => korean,
        }
    }
}

/// A name, and what it is called in English and Korean.
type Word = (&'static str, &'static str, &'static str);

const VIEWS: [Word; 16] = [
    ("summary", "At a glance", "한눈에"),
    ("sections", "Sections", "구역"),
    ("items", "Dishes", "메뉴"),
    ("section_items", "Dishes within sections", "구역 안의 메뉴"),
    ("paths", "Paths between sections", "구역 사이의 이동"),
    ("menus", "Menu versions", "메뉴판 버전"),
    ("tables", "Tables", "테이블"),
    ("languages", "Languages", "언어"),
    ("devices", "Devices", "기기"),
    ("times", "Hours of the week", "요일과 시간"),
    ("days", "Days", "날짜"),
    ("funnel", "From opening to ordering", "열람에서 주문까지"),
    ("matrix", "Menu matrix", "메뉴 매트릭스"),
    ("zones", "As zoning tools count", "구역 분석 도구의 기준"),
    ("quality", "Quality of the data", "데이터 품질"),
    ("compare", "Two menu versions", "메뉴판 두 버전 비교"),
];

const COLUMNS: [Word; 68] = [
    ("active_median_ms", "active, median", "열람 시간 중앙값"),
    ("active_ms", "active", "열람 시간"),
    ("attention_median_share", "attention, median", "주목 비율 중앙값"),
    ("attention_ms", "attention", "주목 시간"),
    ("attention_share", "attention", "주목 비율"),
    ("attention_share_in_section", "attention", "주목 비율"),
    ("attractiveness_rate", "attractiveness", "매력도"),
    ("bots", "bots", "봇 방문"),
    ("day", "day", "날짜"),
    ("difference_ms", "difference", "차이"),
    ("dropped", "dropped", "버려짐"),
    ("duplicates", "duplicates", "중복"),
    ("dwell_mean_a_ms", "dwell A", "A 머문 시간"),
    ("dwell_mean_b_ms", "dwell B", "B 머문 시간"),
    ("dwell_median_ms", "median", "중앙값"),
    ("dwell_ms", "dwell", "머문 시간"),
    ("dwell_p90_ms", "p90", "90%"),
    ("entries", "entries", "시작한 방문"),
    ("event_share", "orders, share", "주문 비율"),
    ("event_threshold_share", "orders, threshold", "주문 기준"),
    ("events", "events", "이벤트"),
    ("exits", "exits", "끝난 방문"),
    ("exposure_rate", "exposure rate", "노출률"),
    ("exposure_time_ms", "exposure time", "노출 시간"),
    ("exposures", "exposures", "본 횟수"),
    ("files", "files", "파일"),
    ("files_left_out", "files left out", "빠진 파일"),
    ("first_at_ms", "first seen", "처음 본 때"),
    ("first_received_at_ms", "first received", "처음 수신"),
    ("from_section", "from", "출발"),
    ("high_ms", "high", "상한"),
    ("hour", "hour", "시"),
    ("idle_ms", "idle", "멈춘 시간"),
    ("kind", "kind", "종류"),
    ("last_at_ms", "last seen", "마지막 본 때"),
    ("last_received_at_ms", "last received", "마지막 수신"),
    ("late", "late", "늦음"),
    ("late_share", "late", "늦은 비율"),
    ("low_ms", "low", "하한"),
    ("menus", "menu versions", "메뉴판 버전"),
    ("paused_ms", "paused", "멈춰 봄"),
    ("position_median", "place", "보는 순서"),
    ("quadrant", "quadrant", "사분면"),
    ("reach", "reach", "도달"),
    ("reach_in_section", "reach", "도달"),
    ("read_exposures", "read", "읽은 횟수"),
    ("revisits", "revisits", "다시 봄"),
    ("scrolling_ms", "scrolling", "지나침"),
    ("section", "section", "구역"),
    ("sessions", "sessions", "세션"),
    ("share", "share", "비율"),
    ("share_of_previous", "of the step before", "앞 단계 대비"),
    ("skew_median_ms", "clock skew, median", "시계 오차 중앙값"),
    ("skew_p99_abs_ms", "clock skew, p99", "시계 오차 99%"),
    ("skim_rate", "skimmed", "훑음"),
    ("skimmed_exposures", "skimmed", "훑은 횟수"),
    ("step", "step", "단계"),
    ("tables", "tables", "테이블"),
    ("target", "target", "이름"),
    ("to_section", "to", "도착"),
    ("transitions", "transitions", "이동 횟수"),
    ("value", "value", "값"),
    ("verdict", "verdict", "판정"),
    ("visits", "visits", "방문"),
    ("visits_a", "visits A", "A 방문"),
    ("visits_b", "visits B", "B 방문"),
    ("visits_per_session", "visits a session", "세션당 방문"),
    ("weekday", "weekday", "요일"),
];

const CONDITIONS: [Word; 12] = [
    ("site", "site", "사이트"),
    ("from", "from", "시작"),
    ("to", "to", "끝"),
    ("menu", "menu version", "메뉴판 버전"),
    ("table", "table", "테이블"),
    ("lang", "language", "언어"),
    ("device", "device", "기기"),
    ("bots", "bots", "봇"),
    ("event", "event", "이벤트"),
    ("utc_offset_minutes", "minutes ahead of UTC", "UTC보다 빠른 분"),
    ("menu_a", "from menu version", "기준 메뉴판 버전"),
    ("menu_b", "to menu version", "비교 메뉴판 버전"),
];

/// What a condition on visits is called.
pub(super) fn condition(name: &str, language: Language) -> &str {
    word(&CONDITIONS, name, language).unwrap_or(name)
}

/// What a view is called.
pub(super) fn title(view: &str, language: Language) -> String {
    word(&VIEWS, view, language).map_or_else(|| view.replace('_', " "), str::to_owned)
}

/// What stands over a column.
pub(super) fn heading(column: &str, language: Language) -> String {
    let name = || {
        let name = column.strip_suffix("_at_ms").or_else(|| column.strip_suffix("_ms")).unwrap_or(column);
        name.replace('_', " ")
    };
    word(&COLUMNS, column, language).map_or_else(name, str::to_owned)
}

fn word(words: &[Word], name: &str, language: Language) -> Option<&'static str> {
    let found = words.iter().find(|(known, _, _)| *known == name);
    found.map(|(_, english, korean)| language.of(*english, *korean))
}
