//! What an invocation came to, for the function's log and metrics: the protocol has no room for reasons.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::event::Received;
use super::record::UnsoundLine;
use super::{Fault, Outcome};

/// Failures told one by one: ours. Anyone may write to a stream that pages write to, and what is logged is paid for.
const FAILURES_MAX: usize = 20;

/// Characters of a failure's detail: ours; a problem's sentence and its place.
const DETAIL_CHARS_MAX: usize = 240;

/// What an invocation came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Records that go on.
    pub ok: u64,
    /// Lines in them.
    pub lines: u64,
    /// Events in those.
    pub events: u64,
    /// Records that failed, by reason.
    pub failed: BTreeMap<&'static str, u64>,
    /// The first failures, each with its reason.
    pub failures: Vec<Failure>,
}

/// A record that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Its id in this invocation.
    pub record_id: String,
    /// The reason's name.
    pub reason: &'static str,
    /// What was found, cut short: a reader's message may repeat what a stranger wrote.
    pub detail: String,
}

impl Account {
    pub(super) fn of(records: &[Received], outcomes: &[Outcome]) -> Self {
        let mut account = Self::default();
        for (record, outcome) in records.iter().zip(outcomes) {
            match outcome {
                Outcome::Ok { lines, events, .. } => account.passed(*lines, *events),
                Outcome::Failed { fault, .. } => account.failed(record, fault),
            }
        }
        account
    }

    fn passed(&mut self, lines: u32, events: u32) {
        self.ok += 1;
        self.lines += u64::from(lines);
        self.events += u64::from(events);
    }

    fn failed(&mut self, record: &Received, fault: &Fault) {
        *self.failed.entry(fault.as_str()).or_default() += 1;
        if self.failures.len() < FAILURES_MAX {
            let record_id = record.record_id.clone();
            let detail = detail(fault).chars().take(DETAIL_CHARS_MAX).collect();
            self.failures.push(Failure { record_id, reason: fault.as_str(), detail });
        }
    }

    /// A line of the embedded metric format, of which CloudWatch makes metrics without a call: namespace `linger`,
    /// dimension `function`; counts of records, and of failed records by reason.
    #[must_use]
    pub fn metrics(&self, at_ms: i64, function: &str) -> Value {
        let reasons = self.failed.iter().map(|(reason, count)| (format!("records_failed_{reason}"), *count));
        let counts = [
            ("records_ok", self.ok),
            ("records_failed", self.failed.values().sum()),
            ("lines", self.lines),
            ("events", self.events),
        ];
        let counts: Vec<_> =
            counts.map(|(name, count)| (name.to_owned(), count)).into_iter().chain(reasons).collect();
        let named: Vec<Value> =
            counts.iter().map(|(name, _)| json!({ "Name": name, "Unit": "Count" })).collect();
        let about = json!({ "Namespace": "linger", "Dimensions": [["function"]], "Metrics": named });
        let mut line = json!({
            "_aws": { "Timestamp": at_ms, "CloudWatchMetrics": [about] },
            "function": function,
        });
        for (name, count) in counts {
            line[name] = count.into();
        }
        line
    }
}

fn detail(fault: &Fault) -> String {
    match fault {
        Fault::NotBase64 => "the record's data is not base64".to_owned(),
        Fault::Empty => "the record holds no line".to_owned(),
        Fault::NotJson { lines, detail } => format!("after {lines} lines it is not JSON: {detail}"),
        Fault::Unsound(lines) => unsound(lines),
        Fault::NoRoom => {
            "the response is full; let Firehose hand over less at once (BufferSizeInMBs), and replay this record"
                .to_owned()
        }
    }
}

/// The first line's first problem, and how many more there are: one is enough to know the writer by.
fn unsound(lines: &[UnsoundLine]) -> String {
    let count = lines.len();
    let first = lines.first().and_then(|line| Some((line.index, line.problems.first()?)));
    first.map_or_else(String::new, |(index, problem)| {
        format!(
            "{count} unsound; line {index}: {} {}: {}",
            problem.field,
            problem.reason.as_str(),
            problem.detail
        )
    })
}
