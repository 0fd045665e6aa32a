//! Batches to send, and what must lie in the lake for them.

use linger_tests_aws::event::{BATCH, of_function_url};
use linger_tests_aws::function::{Function, Name};
use linger_tests_aws::stage::{STREAM, Stage};
use linger_wire::decode::{self, Envelope};
use linger_wire::{Event, FlushReason, Header, Id, encode};
use serde_json::Value;

/// What identifies a batch, and its events in their order: what is compared.
pub(crate) type Sent = (Header, Vec<Event>);

/// Batches of several visits, each with its own events' numbers, as pages cut them.
pub(crate) fn some(count: u32) -> Vec<Sent> {
    let Envelope { header, events } = decode::batch(BATCH.as_bytes()).expect("a golden batch");
    let events: Vec<Event> = events.iter().map(|raw| decode::event(raw).expect("golden")).collect();
    let batch = |number: u32| {
        let visit = Id::from_bits(u128::from(number / 3) + 1);
        let reason = FlushReason::ALL[number as usize % FlushReason::ALL.len()];
        let header = Header { visit, seq: number % 3, reason, ..header.clone() };
        let kept = events.iter().take(1 + number as usize % events.len()).cloned();
        (header, kept.collect())
    };
    (0..count).map(batch).collect()
}

/// A request with the batch.
pub(crate) fn request((header, events): &Sent) -> Value {
    of_function_url("POST", "/v1/batches", &encode::batch(header, events))
}

/// The collector before the stage, as a guest of the pool; its first request waits.
pub(crate) fn collector(stage: &Stage, pool: &str, first: &Value) -> Function {
    let endpoint = stage.emulator.endpoint();
    let variables = [
        ("LINGER_SINK", "firehose"),
        ("LINGER_SITE", "demo=*"),
        ("LINGER_FIREHOSE_STREAM", STREAM),
        ("LINGER_FIREHOSE_ENDPOINT", endpoint.as_str()),
        ("LINGER_CREDENTIALS_FROM", "cognito"),
        ("LINGER_CREDENTIALS_IDENTITY_POOL", pool),
        ("LINGER_CREDENTIALS_ENDPOINT", endpoint.as_str()),
    ];
    Function::start(Name::Collector, &variables, first)
}

/// In an order that does not depend on when an object was written.
pub(crate) fn sorted(mut batches: Vec<Sent>) -> Vec<Sent> {
    batches.sort_by_key(|(header, _)| (header.visit.encode(), header.seq));
    batches
}
