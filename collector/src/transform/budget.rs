//! What fits into a response. A line written anew may be larger than what came (a batch as posted grows three times),
//! and a response that is too large fails all its records, three times over and then for good.

use super::event::{Received, Verdict};
use super::{Fault, Outcome};

/// Bytes of a response: Lambda's limit for synchronous invocations is "6 MB" (Lambda quotas; Firehose developer guide,
/// "Transform source data"). Whether that is 6,000,000 or 6,291,456 bytes is not said there; the smaller is right
/// either way, and AWS's blueprint for log subscriptions keeps to it.
pub const RESPONSE_BYTES_MAX: usize = 6_000_000;

/// `{"records":[` and `]}`.
const FRAME_BYTES: usize = 14;

/// The outcomes, of which those that find no room are failed, and failures without room for their data go without.
///
/// Every record's failure without data is set aside first, which is always less than the record was in the event. Then
/// sound records are served in their order, then the data of failed ones.
pub(super) fn within(bytes_max: usize, records: &[Received], outcomes: Vec<Outcome>) -> Vec<Outcome> {
    let least: usize =
        records.iter().map(|record| answer_bytes(record, Verdict::ProcessingFailed, None)).sum();
    let mut room = bytes_max.saturating_sub(FRAME_BYTES + least);
    let sound =
        records.iter().zip(outcomes).map(|(record, outcome)| fit(record, outcome, &mut room)).collect();
    give_back(records, sound, room)
}

/// A sound record's outcome, where there is room for what it needs more than its failure.
fn fit(record: &Received, outcome: Outcome, room: &mut usize) -> Outcome {
    let Outcome::Ok { data, .. } = &outcome else { return outcome };
    let failed = answer_bytes(record, Verdict::ProcessingFailed, None);
    let more = answer_bytes(record, Verdict::Ok, Some(data.len())).saturating_sub(failed);
    if take(room, more) { outcome } else { Outcome::Failed { fault: Fault::NoRoom, returned: true } }
}

fn give_back(records: &[Received], outcomes: Vec<Outcome>, mut room: usize) -> Vec<Outcome> {
    let give = |(record, outcome): (&Received, Outcome)| match outcome {
        Outcome::Failed { fault, .. } => {
            // What is not base64 would be refused, and is longer in JSON than it looks.
            let returned = fault != Fault::NotBase64 && take(&mut room, data_bytes(record.data.len()));
            Outcome::Failed { fault, returned }
        }
        ok @ Outcome::Ok { .. } => ok,
    };
    records.iter().zip(outcomes).map(give).collect()
}

fn take(room: &mut usize, bytes: usize) -> bool {
    let left = room.checked_sub(bytes);
    *room = left.unwrap_or(*room);
    left.is_some()
}

/// `{"recordId":…,"result":"…"}` and a comma.
fn answer_bytes(record: &Received, verdict: Verdict, data: Option<usize>) -> usize {
    let bare = match verdict {
        Verdict::Ok => "{\"recordId\":,\"result\":\"Ok\"},",
        Verdict::ProcessingFailed => "{\"recordId\":,\"result\":\"ProcessingFailed\"},",
    };
    let id = serde_json::to_string(&record.record_id).map_or(0, |id| id.len());
    bare.len() + id + data.map_or(0, data_bytes)
}

/// `,"data":"…"`; base64 needs no escapes.
fn data_bytes(bytes: usize) -> usize {
    10 + bytes
}
