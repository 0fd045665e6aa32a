//! When a request says that it was signed: services take no signature of another time.

use std::time::SystemTime;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::answer::Refusal;

/// How old or new a signature may be, in the words of services' own refusals.
const SKEW: SignedDuration = SignedDuration::from_mins(5);

const FORM: &str = "%Y%m%dT%H%M%SZ";

/// Whether a signature of this moment is good now.
pub(crate) fn is_now(stamp: &str, now: SystemTime) -> Result<(), Refusal> {
    let unsound = || Refusal::new("IncompleteSignatureException", "Date must be in ISO-8601 'basic format'");
    let signed = DateTime::strptime(FORM, stamp).and_then(|at| at.to_zoned(TimeZone::UTC));
    let signed = signed.map_err(|_| unsound())?.timestamp();
    let now = Timestamp::try_from(now).map_err(|_| unsound())?;
    let (oldest, newest) = (now - SKEW, now + SKEW);
    let message = if signed < oldest {
        format!(
            "Signature expired: {stamp} is now earlier than {} ({} - 5 min.)",
            written(oldest),
            written(now)
        )
    } else if signed > newest {
        format!(
            "Signature not yet current: {stamp} is still later than {} ({} + 5 min.)",
            written(newest),
            written(now)
        )
    } else {
        return Ok(());
    };
    Err(Refusal::new("InvalidSignatureException", message))
}

fn written(at: Timestamp) -> String {
    at.strftime(FORM).to_string()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_signature_of_another_time_is_told_what_time_it_is() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_501_492_575);
        assert_eq!(is_now("20170731T091615Z", now), Ok(()));
        let late = is_now("20170731T092200Z", now).unwrap_err().message;
        let words = "Signature not yet current: 20170731T092200Z is still later than 20170731T092115Z (20170731T091615Z + 5 min.)";
        assert_eq!(late, words);
        let early = is_now("20170731T091100Z", now).unwrap_err().message;
        assert!(
            early.ends_with("is now earlier than 20170731T091115Z (20170731T091615Z - 5 min.)"),
            "{early}"
        );
        assert!(is_now("yesterday", now).is_err());
    }
}
