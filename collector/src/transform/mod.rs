//! The transformation that Firehose asks for before it converts to Parquet: every line that reaches the stream, whoever
//! wrote it, is held against the same limits as a page's batch and written anew as [`linger_wire::line`] writes it.
//!
//! What bypasses the collector is what pages write to the stream themselves, with guest credentials that anyone has. So
//! a record may hold lines with or without newlines between them, lines without what a collector adds, or batches as
//! pages post them; all of these become lines. Anything else fails.
//!
//! A record has one result, as Firehose's protocol knows no other: where one of its lines is unsound, all of it is
//! `ProcessingFailed`. Nothing is lost by that: Firehose keeps a failed record whole, under the stream's error prefix,
//! from where `linger replay` sends what is sound of it again. To deliver the sound lines and leave out the unsound ones
//! would lose these, as a transformation has no other place to put them. A collector's records hold sound lines only,
//! and a page's record only its own, so nobody pays for another's fault. The protocol has no field for a reason either:
//! [`Account`] has them, for the function's log and metrics.
//!
//! Pure: the event goes in, response and account come out.

mod account;
mod budget;
mod event;
mod record;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

pub use account::{Account, Failure};
pub use budget::RESPONSE_BYTES_MAX;
pub use event::{Answer, Event, Received, Response, Verdict};
pub use record::{Fault, Sound, UnsoundLine, normalise};

/// Transforms the records of an invocation. The response, as JSON without spaces, has at most `bytes_max` bytes
/// wherever the event itself had no more; see [`RESPONSE_BYTES_MAX`].
#[must_use]
pub fn transform(event: Event, bytes_max: usize) -> (Response, Account) {
    let outcomes: Vec<_> = event.records.iter().map(outcome).collect();
    let outcomes = budget::within(bytes_max, &event.records, outcomes);
    let account = Account::of(&event.records, &outcomes);
    let answers = event.records.into_iter().zip(outcomes).map(|(received, outcome)| outcome.answer(received));
    (Response { records: answers.collect() }, account)
}

fn outcome(received: &Received) -> Outcome {
    let data = STANDARD.decode(&received.data).map_err(|_| Fault::NotBase64);
    match data.and_then(|data| normalise(&data, received.approximate_arrival_timestamp)) {
        Ok(sound) => {
            Outcome::Ok { data: STANDARD.encode(&sound.text), lines: sound.lines, events: sound.events }
        }
        Err(fault) => Outcome::Failed { fault, returned: true },
    }
}

/// What becomes of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    Ok {
        /// In base64.
        data: String,
        lines: u32,
        events: u32,
    },
    Failed {
        fault: Fault,
        /// Whether the record's data goes back with the failure.
        returned: bool,
    },
}

impl Outcome {
    fn answer(self, received: Received) -> Answer {
        let (result, data) = match self {
            Self::Ok { data, .. } => (Verdict::Ok, Some(data)),
            Self::Failed { returned, .. } => (Verdict::ProcessingFailed, returned.then_some(received.data)),
        };
        Answer { record_id: received.record_id, result, data }
    }
}

#[cfg(test)]
mod tests;
