//! Kinesis Data Streams by `PutRecords`. The partition key is the visit's id, so that the records of a visit lie in one
//! shard; that they lie there in their order takes a sender that does not send a visit's next record before it knows
//! what became of the last («`PutRecords` doesn't guarantee the ordering of records»).

mod limits;
mod probe;
mod settings;

use std::sync::Arc;

use aws_sdk_kinesis::Client;
use aws_sdk_kinesis::operation::put_records::PutRecordsOutput;
use aws_sdk_kinesis::primitives::Blob;
use aws_sdk_kinesis::types::PutRecordsRequestEntry;

use super::aws::{Asked, Failed, dropped, key, matched, outcome};
use super::{BoxFuture, CallError, Outcome, PackLimits, Record, Sink};
use crate::credentials::AwsShared;

pub use limits::{
    BILLED_BYTES, CALL_BYTES_MAX, CALL_RECORDS_MAX, RECORD_BYTES_MAX, RECORD_EVENTS_MAX, STREAM_CHARS_MAX,
};
pub use settings::KinesisSettings;

/// A data stream.
#[derive(Debug)]
pub struct Kinesis {
    client: Client,
    shared: Arc<AwsShared>,
    asked: Asked,
}

impl Kinesis {
    /// A sink for the stream; nothing is asked of AWS yet.
    ///
    /// # Errors
    /// All that is wrong with the settings.
    pub fn try_new(settings: KinesisSettings, shared: Arc<AwsShared>) -> Result<Self, Vec<String>> {
        let problems = settings.problems();
        if !problems.is_empty() {
            return Err(problems);
        }
        let client = Client::from_conf(settings.configuration(shared.sdk()));
        let KinesisSettings { stream, region, .. } = settings;
        Ok(Self { client, shared, asked: Asked { action: "kinesis:PutRecords", stream, region } })
    }

    async fn send(&self, records: Vec<Record>) -> Result<Vec<Outcome>, CallError> {
        if records.is_empty() {
            return Ok(Vec::new());
        }
        let sent = records.len();
        let key = key(&self.shared).await?;
        let call = self.client.put_records().stream_name(&self.asked.stream);
        match call.set_records(Some(records.into_iter().map(keyed).collect())).send().await {
            Ok(answer) => matched(outcomes(&answer), sent),
            Err(error) => Err(dropped(&self.shared, &key, Failed::new(&error, &self.asked)).error),
        }
    }
}

impl Sink for Kinesis {
    fn name(&self) -> &'static str {
        "kinesis"
    }

    fn limits(&self) -> PackLimits {
        limits::LIMITS
    }

    fn put(&self, records: Vec<Record>) -> BoxFuture<'_, Result<Vec<Outcome>, CallError>> {
        Box::pin(self.send(records))
    }

    fn probe(&self) -> BoxFuture<'_, Result<(), CallError>> {
        Box::pin(self.look())
    }
}

fn keyed(record: Record) -> PutRecordsRequestEntry {
    let entry = PutRecordsRequestEntry::builder().partition_key(record.visit.encode());
    entry.data(Blob::new(record.data)).build().expect("data and key are set")
}

fn outcomes(answer: &PutRecordsOutput) -> Vec<Outcome> {
    answer.records().iter().map(|entry| outcome(entry.error_code(), entry.error_message())).collect()
}
