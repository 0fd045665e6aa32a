//! Figures as people read them: the unit is in the column's name.

use linger_insights::{Cell, Column, ColumnType};

use super::words::Language;

/// What a column's figures are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Text,
    /// 1 is Monday.
    Weekday,
    Count,
    /// Milliseconds.
    Span,
    /// Milliseconds since 1970.
    Moment,
    /// Of one.
    Share,
    /// Any other number with a fraction.
    Number,
}

/// Words of a name that make its figure a share of one.
const SHARES: [&str; 3] = ["share", "rate", "reach"];

const SECOND_MS: f64 = 1_000.0;
const MINUTE_S: i64 = 60;
const HOUR_S: i64 = 3_600;

const WEEKDAYS: [(&str, &str); 7] =
    [("Mon", "월"), ("Tue", "화"), ("Wed", "수"), ("Thu", "목"), ("Fri", "금"), ("Sat", "토"), ("Sun", "일")];

impl Unit {
    pub(super) fn of(column: &Column) -> Self {
        let name = column.name;
        match column.column_type {
            ColumnType::Text => Self::Text,
            _ if name.ends_with("_at_ms") => Self::Moment,
            _ if name.ends_with("_ms") => Self::Span,
            ColumnType::Integer if name == "weekday" => Self::Weekday,
            ColumnType::Integer => Self::Count,
            ColumnType::Real if name.split('_').any(|word| SHARES.contains(&word)) => Self::Share,
            ColumnType::Real => Self::Number,
        }
    }

    /// Whether its figures stand under each other by their ends.
    pub(super) fn is_figure(self) -> bool {
        !matches!(self, Self::Text | Self::Weekday)
    }
}

/// The number in a cell.
#[expect(clippy::cast_precision_loss, reason = "counts and times of a restaurant are far below 2^53")]
pub(super) fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Integer(number) => Some(*number as f64),
        Cell::Real(number) => Some(*number),
        Cell::Text(_) | Cell::Nothing => None,
    }
}

/// A figure; moments are left to whoever shows them, as some say how long ago it was and others when.
pub(super) fn figure(unit: Unit, number: f64, language: Language) -> String {
    match unit {
        Unit::Span => span(number, language),
        Unit::Share => format!("{:.1} %", number * 100.0),
        Unit::Number => format!("{number:.1}"),
        Unit::Weekday => weekday(number, language),
        Unit::Text | Unit::Count | Unit::Moment => format!("{number:.0}"),
    }
}

/// With the two parts that matter: 4.2 s, 3 min 05 s, 2 h 14 min.
fn span(span_ms: f64, language: Language) -> String {
    let sign = if span_ms <= -SECOND_MS / 20.0 { "−" } else { "" };
    let seconds = (span_ms.abs() / SECOND_MS * 10.0).round() / 10.0;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a float's own bounds are far beyond a century of seconds"
    )]
    let whole = seconds.round() as i64;
    let (hour, minute, second) = (whole / HOUR_S, whole % HOUR_S / MINUTE_S, whole % MINUTE_S);
    let said = match (whole, language) {
        (..MINUTE_S, _) if seconds < 60.0 => format!("{seconds:.1}{}", language.of(" s", "초")),
        (..HOUR_S, Language::En) => format!("{minute} min {second:02} s"),
        (..HOUR_S, Language::Ko) => format!("{minute}분 {second:02}초"),
        (_, Language::En) => format!("{hour} h {minute:02} min"),
        (_, Language::Ko) => format!("{hour}시간 {minute:02}분"),
    };
    format!("{sign}{said}")
}

fn weekday(number: f64, language: Language) -> String {
    let days = WEEKDAYS.iter().zip(1_u8..).map(|(names, day)| (names, f64::from(day)));
    let day = days.into_iter().find(|(_, day)| (day - number).abs() < 0.5);
    day.map_or_else(
        || format!("{number:.0}"),
        |((english, korean), _)| language.of(*english, *korean).to_owned(),
    )
}
