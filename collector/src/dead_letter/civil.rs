//! The UTC date and time of an instant.

const MS_PER_DAY: i64 = 24 * 60 * 60 * 1000;

/// `YYYY-MM-DD` of milliseconds since 1970.
///
/// By Howard Hinnant's `civil_from_days` (`chrono`-compatible low-level date algorithms, 2013): years of the March
/// calendar, in which the leap day is the last.
pub(super) fn date(ms: i64) -> String {
    let days = ms.div_euclid(MS_PER_DAY) + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// `HHMMSSmmm`.
pub(super) fn time(ms: i64) -> String {
    let ms = ms.rem_euclid(MS_PER_DAY);
    let (seconds, ms) = (ms / 1000, ms % 1000);
    format!("{:02}{:02}{:02}{ms:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        let days = [
            (0, "1970-01-01"),
            (951_782_400_000, "2000-02-29"),
            (951_868_800_000, "2000-03-01"),
            (1_795_348_800_000, "2026-11-22"),
            (4_102_444_799_999, "2099-12-31"),
            (-1, "1969-12-31"),
        ];
        for (ms, day) in days {
            assert_eq!(date(ms), day);
        }
    }

    #[test]
    fn times_are_utc() {
        assert_eq!(time(1_795_348_800_000), "120000000");
        assert_eq!(time(86_399_999), "235959999");
    }
}
