//! The part of an answer that speaks of one record.

use super::codes::{Verdict, verdict};
use crate::sink::{CallError, Outcome};

/// The status a record's code is judged by where it is not known: the record may have been taken.
const NO_STATUS: u16 = 500;

/// A record's outcome from its code and message; no code, no error.
pub(in crate::sink) fn outcome(code: Option<&str>, message: Option<&str>) -> Outcome {
    let Some(code) = code else { return Outcome::Accepted };
    let message = message.unwrap_or_default();
    let detail = format!("{code} {message}");
    match verdict(Some(code), message, NO_STATUS) {
        Verdict::Throttled => Outcome::Throttled { detail },
        _ => Outcome::Failed { detail },
    }
}

/// The outcomes, if there are as many as there were records. Otherwise nobody can say which record each is about.
pub(in crate::sink) fn matched(outcomes: Vec<Outcome>, records: usize) -> Result<Vec<Outcome>, CallError> {
    if outcomes.len() == records {
        return Ok(outcomes);
    }
    let detail = format!("{} outcomes for {records} records", outcomes.len());
    Err(CallError::Unanswered { detail })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_without_a_code_was_taken() {
        assert_eq!(outcome(None, Some("ignored")), Outcome::Accepted);
    }

    #[test]
    fn load_is_told_from_failure() {
        let slow = outcome(Some("ServiceUnavailableException"), Some("Slow down."));
        assert_eq!(slow, Outcome::Throttled { detail: "ServiceUnavailableException Slow down.".into() });
        let shard = outcome(Some("ProvisionedThroughputExceededException"), None);
        assert!(matches!(shard, Outcome::Throttled { .. }));
        let failure = outcome(Some("InternalFailure"), Some("Internal service failure."));
        assert_eq!(failure, Outcome::Failed { detail: "InternalFailure Internal service failure.".into() });
        assert!(matches!(outcome(Some("Never heard of"), None), Outcome::Failed { .. }));
    }

    #[test]
    fn an_answer_about_other_records_is_none() {
        assert!(matches!(matched(vec![Outcome::Accepted], 2), Err(CallError::Unanswered { .. })));
        assert_eq!(matched(vec![Outcome::Accepted], 1), Ok(vec![Outcome::Accepted]));
    }
}
