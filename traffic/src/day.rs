//! When guests come.

use crate::chance::{Chance, whole};
use crate::model::Model;

const MINUTE_MS: i64 = 60_000;

/// How full each weekday is against the average, Monday first: ours; a restaurant that lives of its weekend.
const WEEKDAYS: [f64; 7] = [0.65, 0.75, 0.85, 0.95, 1.25, 1.45, 1.1];

/// Peaks of a day: the minute of the middle, the deviation in minutes, the share of the guests.
const LUNCH: (f64, f64) = (750.0, 42.0);
const DINNER: (f64, f64) = (1145.0, 62.0);
const LUNCH_SHARE: f64 = 0.42;

/// The last minute of a day at the restaurant.
const LAST_MINUTE: f64 = 1439.0;

/// How many sessions a day has.
pub(crate) fn sessions(model: &Model, day: u32) -> u64 {
    let sessions = f64::from(model.sessions_a_day) * WEEKDAYS[model.weekday(day)];
    u64::try_from(whole(sessions)).unwrap_or(0)
}

/// When one of them begins, milliseconds since 1970: that day at the restaurant.
pub(crate) fn begins_at_ms(model: &Model, day: u32, chance: &mut Chance) -> i64 {
    let (middle, deviation) = if chance.happens(LUNCH_SHARE) { LUNCH } else { DINNER };
    let minute = (middle + deviation * chance.normal()).clamp(0.0, LAST_MINUTE);
    let local_ms = whole(minute * 60_000.0);
    model.day_ms(day) + local_ms - model.utc_offset_minutes * MINUTE_MS
}
