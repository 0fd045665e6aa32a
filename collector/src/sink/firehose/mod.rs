//! Amazon Data Firehose by `PutRecordBatch`. The SDK sends each call once: what is sent again, and when, is delivery's
//! business, which knows the records one by one.

mod limits;
mod probe;
mod settings;

use std::sync::Arc;

use aws_sdk_firehose::Client;
use aws_sdk_firehose::operation::put_record_batch::PutRecordBatchOutput;
use aws_sdk_firehose::primitives::Blob;
use aws_sdk_firehose::types::Record as Blobbed;

use super::aws::{Asked, Failed, dropped, key, matched, outcome};
use super::{BoxFuture, CallError, Outcome, PackLimits, Record, Sink};
use crate::credentials::AwsShared;

pub use limits::{
    BILLED_BYTES, CALL_BYTES_MAX, CALL_RECORDS_MAX, RECORD_BYTES_MAX, RECORD_EVENTS_MAX, STREAM_CHARS_MAX,
};
pub use settings::FirehoseSettings;

/// A delivery stream.
#[derive(Debug)]
pub struct Firehose {
    client: Client,
    shared: Arc<AwsShared>,
    asked: Asked,
}

impl Firehose {
    /// A sink for the stream; nothing is asked of AWS yet.
    ///
    /// # Errors
    /// All that is wrong with the settings.
    pub fn try_new(settings: FirehoseSettings, shared: Arc<AwsShared>) -> Result<Self, Vec<String>> {
        let problems = settings.problems();
        if !problems.is_empty() {
            return Err(problems);
        }
        let client = Client::from_conf(settings.configuration(shared.sdk()));
        let FirehoseSettings { stream, region, .. } = settings;
        Ok(Self { client, shared, asked: Asked { action: "firehose:PutRecordBatch", stream, region } })
    }

    async fn send(&self, records: Vec<Record>) -> Result<Vec<Outcome>, CallError> {
        if records.is_empty() {
            return Ok(Vec::new());
        }
        let sent = records.len();
        let key = key(&self.shared).await?;
        let call = self.client.put_record_batch().delivery_stream_name(&self.asked.stream);
        match call.set_records(Some(records.into_iter().map(blobbed).collect())).send().await {
            Ok(answer) => matched(outcomes(&answer), sent),
            Err(error) => Err(dropped(&self.shared, &key, Failed::new(&error, &self.asked)).error),
        }
    }
}

impl Sink for Firehose {
    fn name(&self) -> &'static str {
        "firehose"
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

fn blobbed(record: Record) -> Blobbed {
    Blobbed::builder().data(Blob::new(record.data)).build().expect("the data are set")
}

fn outcomes(answer: &PutRecordBatchOutput) -> Vec<Outcome> {
    let entries = answer.request_responses().iter();
    entries.map(|entry| outcome(entry.error_code(), entry.error_message())).collect()
}
