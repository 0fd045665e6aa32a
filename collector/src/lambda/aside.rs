//! A function has no disk; its log is kept by the platform, and so may hold what the sink will never take.

use serde_json::json;
use serde_json::value::RawValue;

use crate::clock::Clock;
use crate::intake::{Aside, Refused};
use crate::sink::BoxFuture;

/// Writes a refused batch to the log, as the line a file of dead letters would hold (its `reason` is `refused`), so that
/// what is exported from the log can be replayed. A line is below CloudWatch's 256 KB, as a batch is below 64 KB.
pub struct Log<C>(pub C);

impl<C: Clock> Aside for Log<C> {
    fn keep(&self, batch: Refused) -> BoxFuture<'_, Result<(), String>> {
        let letter = letter(&batch, self.0.now_ms());
        Box::pin(std::future::ready(letter.map(|letter| println!("{letter}"))))
    }
}

fn letter(batch: &Refused, at_ms: i64) -> Result<String, String> {
    let line: &RawValue = serde_json::from_slice(&batch.entry.line).map_err(|error| error.to_string())?;
    let letter = json!({
        "reason": "refused",
        "detail": batch.detail,
        "attempts": batch.attempts,
        "at_ms": at_ms,
        "sink": batch.sink,
        "line": line,
    });
    Ok(letter.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;
    use linger_wire::Id;

    #[test]
    fn a_dead_letter_holds_the_line_and_why() {
        let line = bytes::Bytes::from_static(b"{\"v\":1,\"events\":[]}");
        let entry = Entry { visit: Id::from_bits(7), events: 1, line };
        let batch = Refused { entry, sink: "firehose", detail: "odd".to_owned(), attempts: 2 };
        let letter: serde_json::Value =
            serde_json::from_str(&letter(&batch, 5).expect("JSON")).expect("JSON");
        let line = json!({ "v": 1, "events": [] });
        let expected = json!({ "reason": "refused", "detail": "odd", "attempts": 2, "at_ms": 5, "sink": "firehose", "line": line });
        assert_eq!(letter, expected);
    }
}
