//! What the collector's answer means.

use linger_engine::Failure;

/// What a status means: nothing where the batch was taken. `retry_after_ms` is negative where the server asked for no wait.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(crate) fn failure(status: u16, retry_after_ms: f64) -> Option<Failure> {
    match status {
        200..=299 => None,
        0 => Some(Failure::NoAnswer),
        408 | 429 | 500..=599 => {
            // Neither a wait that is none of the two forms (NaN) nor one that is over asks for anything.
            let asked = (retry_after_ms >= 0.0).then_some(retry_after_ms as u32);
            Some(Failure::Unavailable { retry_after_ms: asked })
        }
        _ => Some(Failure::Refused),
    }
}

#[cfg(test)]
mod tests {
    use linger_engine::Failure;

    use super::failure;

    #[test]
    fn only_what_another_try_may_mend_is_tried_again() {
        assert_eq!(failure(202, -1.0), None);
        assert_eq!(failure(0, -1.0), Some(Failure::NoAnswer));
        for status in [408, 429, 500, 503, 599] {
            assert_eq!(failure(status, f64::NAN), Some(Failure::Unavailable { retry_after_ms: None }));
        }
        assert_eq!(failure(429, 20_000.0), Some(Failure::Unavailable { retry_after_ms: Some(20_000) }));
        assert_eq!(failure(503, 1e300), Some(Failure::Unavailable { retry_after_ms: Some(u32::MAX) }));
        for status in [301, 400, 403, 404, 413, 600] {
            assert_eq!(failure(status, 5.0), Some(Failure::Refused));
        }
    }
}
