//! Which dead letters are meant.

use super::civil;
use super::file::LetterFile;
use super::letter::DeadLetter;
use super::reason::Reason;

const MS_PER_DAY: i64 = 24 * 60 * 60 * 1000;

/// Chooses letters; the default chooses all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those with one of these reasons; all where there is none.
    pub reasons: Vec<Reason>,
    /// Only those that were given up at this time or later, in milliseconds since 1970.
    pub from_ms: Option<i64>,
    /// Only those that were given up before this time.
    pub to_ms: Option<i64>,
    /// Only those of this site. What is damaged has no site.
    pub site: Option<String>,
}

impl Filter {
    /// Whether it chooses a letter.
    #[must_use]
    pub fn chooses(&self, letter: &DeadLetter) -> bool {
        let in_time = self.from_ms.is_none_or(|from| letter.at_ms >= from)
            && self.to_ms.is_none_or(|to| letter.at_ms < to);
        let has_reason = self.reasons.is_empty() || self.reasons.contains(&letter.reason);
        let is_of_site = || self.site.as_ref().is_none_or(|site| letter.site().as_ref() == Some(site));
        in_time && has_reason && is_of_site()
    }

    /// Whether it may choose a letter of a file, by the file's day: its letters were given up then, or a day sooner or
    /// later where a write took long.
    pub(super) fn may_choose_from(&self, file: &LetterFile) -> bool {
        let day = file.day();
        self.from_ms.is_none_or(|from| day >= civil::date(from - MS_PER_DAY).as_str())
            && self.to_ms.is_none_or(|to| day <= civil::date(to + MS_PER_DAY).as_str())
    }
}
