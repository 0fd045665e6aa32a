//! What Firehose sends to a transformation and expects back (Firehose developer guide, "Required parameters for data
//! transformation"). Types of our own, as the data stays in base64 until a record is read, and a failed record's answer
//! may go without data.

use serde::{Deserialize, Serialize};

/// An invocation's records.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Event {
    /// In the order they arrived.
    pub records: Vec<Received>,
}

/// A record as it arrived.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Received {
    /// What its answer must be called.
    pub record_id: String,
    /// When Firehose received it, in milliseconds since 1970.
    pub approximate_arrival_timestamp: i64,
    /// In base64.
    pub data: String,
}

/// An answer for each record, in the order they came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Response {
    /// The answers.
    pub records: Vec<Answer>,
}

/// What became of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// The record's.
    pub record_id: String,
    /// Whether it goes on.
    pub result: Verdict,
    /// In base64: what goes on, or what failed as it came. Left out where there was no room for it: Firehose keeps a
    /// failed record's own data (AWS's blueprint for log subscriptions answers failures without data, too).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
}

/// The results that this transformation gives. It never drops a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Verdict {
    /// The data goes on to the destination.
    Ok,
    /// The record goes to the stream's error prefix.
    ProcessingFailed,
}
