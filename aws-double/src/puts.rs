//! Calls that put records: read, judged by the limits that the model does not have, taken.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::account::{FIREHOSE_UNIT_BYTES, KINESIS_UNIT_BYTES, PutCounts, Taken};
use crate::answer::{Answer, Refusal};
use crate::fault::{Call, Fault, RecordError};
use crate::settings::{DoubleSettings, Keep, Poison};
use crate::state::{Shared, State};

/// «Up to a limit of 4 MB for the entire request», before base64; 4 MiB in Firehose's quotas.
const FIREHOSE_CALL_BYTES_MAX: usize = 4 * 1024 * 1024;

/// «Up to a limit of 10 MiB for the entire request, including partition keys.»
const KINESIS_CALL_BYTES_MAX: usize = 10 * 1024 * 1024;

/// A stream takes records of 1,024 KiB, their partition key among them, unless its operator has raised that.
const KINESIS_RECORD_BYTES_MAX: usize = 1024 * 1024;

/// A call that is sound.
pub(crate) struct Put {
    call: Call,
    stream: String,
    records: Vec<Record>,
}

struct Record {
    key: Option<String>,
    data_bytes: usize,
    /// Empty where nobody looks at it.
    data: Vec<u8>,
    is_poison: bool,
}

impl Put {
    /// Reads a call that has the model's form.
    pub(crate) fn read(shared: &Shared, call: Call, input: &Value) -> Result<Self, Refusal> {
        let stream = stream(shared, call, input)?.to_owned();
        let is_looked_at = shared.settings.keep == Keep::Records || shared.settings.poison.is_some();
        let entries = input["Records"].as_array().into_iter().flatten();
        let records = entries.map(|entry| Record::read(entry, is_looked_at)).collect();
        let mut put = Self { call, stream, records };
        put.within_limits()?;
        put.poisoned(shared.settings.poison.as_ref())?;
        Ok(put)
    }

    /// Takes what the fault lets it take, and says of each record what became of it.
    pub(crate) fn take(self, state: &mut State, settings: &DoubleSettings, fault: &Fault) -> Answer {
        let answered = !fault.is_unanswered_taking();
        let counts = counts(&mut state.account, self.call);
        counts.calls += 1;
        counts.calls_unanswered += u64::from(!answered);
        let call = self.call;
        let failures = self.failures(state, fault);
        let mut results = results(call, &failures);
        self.keep(state, settings.keep, &failures, answered);
        match fault {
            Fault::TakeThenSilence => Answer::Silence,
            Fault::TakeThenReset => Answer::Reset,
            Fault::TakeThenTruncate => Answer::Cut(said(call, &results).to_string()),
            Fault::TakeThenMiscount => {
                results.pop();
                Answer::ok(&said(call, &results))
            }
            _ => Answer::ok(&said(call, &results)),
        }
    }

    /// Counts a call of which nothing is taken.
    pub(crate) fn fail(self, state: &mut State) {
        let counts = counts(&mut state.account, self.call);
        counts.calls += 1;
        counts.calls_failed += 1;
    }

    fn within_limits(&self) -> Result<(), Refusal> {
        let bytes: usize = self.records.iter().map(Record::bytes).sum();
        let (bytes_max, record_bytes_max) = match self.call {
            Call::PutRecords => (KINESIS_CALL_BYTES_MAX, KINESIS_RECORD_BYTES_MAX),
            _ => (FIREHOSE_CALL_BYTES_MAX, usize::MAX),
        };
        if bytes > bytes_max {
            let message = format!("Records size {bytes} exceeds the limit of {bytes_max}");
            return Err(Refusal::new("InvalidArgumentException", message));
        }
        match self.records.iter().map(Record::bytes).find(|bytes| *bytes > record_bytes_max) {
            Some(bytes) => {
                let message = format!("Record size {bytes} exceeds the limit of {record_bytes_max}");
                Err(Refusal::new("InvalidArgumentException", message))
            }
            None => Ok(()),
        }
    }

    fn poisoned(&mut self, poison: Option<&Poison>) -> Result<(), Refusal> {
        let Some(poison) = poison else { return Ok(()) };
        let (Poison::Call(marker) | Poison::Record(marker)) = poison;
        for record in &mut self.records {
            record.is_poison = contains(&record.data, marker);
        }
        let is_refused =
            matches!(poison, Poison::Call(_)) && self.records.iter().any(|record| record.is_poison);
        let refusal = || Refusal::new("InvalidArgumentException", "A record is not valid");
        (!is_refused).then_some(()).ok_or_else(refusal)
    }

    fn failures(&self, state: &mut State, fault: &Fault) -> Vec<Option<RecordError>> {
        let of = |(index, record): (usize, &Record)| match fault {
            _ if record.is_poison => Some(RecordError::Internal),
            Fault::Records(which, error) => which.has(index, state.plan.rng()).then_some(*error),
            _ => None,
        };
        self.records.iter().enumerate().map(of).collect()
    }

    fn keep(self, state: &mut State, keep: Keep, failures: &[Option<RecordError>], answered: bool) {
        let counts = counts(&mut state.account, self.call);
        let unit_bytes = unit_bytes(self.call);
        for (record, failure) in self.records.into_iter().zip(failures) {
            if failure.is_some() {
                counts.records_failed += u64::from(answered);
                continue;
            }
            counts.take(record.data_bytes, unit_bytes, answered);
            if keep == Keep::Records {
                let Record { key, data, .. } = record;
                state.taken.push(Taken { stream: self.stream.clone(), key, data, answered });
            }
        }
    }
}

impl Record {
    /// Reads an entry whose base64 the model has seen to be sound.
    fn read(entry: &Value, is_looked_at: bool) -> Self {
        let text = entry["Data"].as_str().unwrap_or_default();
        let data = if is_looked_at { STANDARD.decode(text).unwrap_or_default() } else { Vec::new() };
        let key = entry["PartitionKey"].as_str().map(str::to_owned);
        Self { key, data_bytes: decoded_bytes(text), data, is_poison: false }
    }

    fn bytes(&self) -> usize {
        self.data_bytes + self.key.as_ref().map_or(0, String::len)
    }
}

/// The stream a call names, if there is one.
pub(crate) fn stream<'a>(shared: &'a Shared, call: Call, input: &Value) -> Result<&'a str, Refusal> {
    let (streams, member) = match call {
        Call::PutRecords | Call::DescribeStreamSummary => (&shared.settings.kinesis, "StreamName"),
        _ => (&shared.settings.firehose, "DeliveryStreamName"),
    };
    let name = input[member].as_str().unwrap_or_default();
    let found = streams.iter().find(|stream| *stream == name).map(String::as_str);
    found.ok_or_else(|| Refusal::new("ResourceNotFoundException", format!("Stream {name} not found.")))
}

fn counts(account: &mut crate::account::Account, call: Call) -> &mut PutCounts {
    if call == Call::PutRecords { &mut account.kinesis } else { &mut account.firehose }
}

const fn unit_bytes(call: Call) -> usize {
    if matches!(call, Call::PutRecords) { KINESIS_UNIT_BYTES } else { FIREHOSE_UNIT_BYTES }
}

/// Bytes that a text of padded base64 stands for.
fn decoded_bytes(text: &str) -> usize {
    let padding = text.bytes().rev().take_while(|byte| *byte == b'=').count();
    text.len() / 4 * 3 - padding
}

fn contains(data: &[u8], marker: &[u8]) -> bool {
    !marker.is_empty() && data.windows(marker.len()).any(|window| window == marker)
}

fn results(call: Call, failures: &[Option<RecordError>]) -> Vec<Value> {
    let of = |(index, failure): (usize, &Option<RecordError>)| match (failure, call) {
        (None, Call::PutRecords) => {
            json!({ "SequenceNumber": index.to_string(), "ShardId": "shardId-000000000000" })
        }
        (None, _) => json!({ "RecordId": format!("record-{index}") }),
        (Some(RecordError::Internal), _) => {
            json!({ "ErrorCode": "InternalFailure", "ErrorMessage": "Internal service failure." })
        }
        (Some(RecordError::Throttled), Call::PutRecords) => json!({
            "ErrorCode": "ProvisionedThroughputExceededException",
            "ErrorMessage": "Rate exceeded for shard shardId-000000000000 in the stream.",
        }),
        (Some(RecordError::Throttled), _) => {
            json!({ "ErrorCode": "ServiceUnavailableException", "ErrorMessage": "Slow down." })
        }
    };
    failures.iter().enumerate().map(of).collect()
}

fn said(call: Call, results: &[Value]) -> Value {
    let failed = results.iter().filter(|result| result.get("ErrorCode").is_some()).count();
    match call {
        Call::PutRecords => {
            json!({ "FailedRecordCount": failed, "Records": results, "EncryptionType": "NONE" })
        }
        _ => json!({ "FailedPutCount": failed, "Encrypted": false, "RequestResponses": results }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MODEL;

    #[test]
    fn what_is_said_has_the_form_of_the_model() {
        let failures = [None, Some(RecordError::Internal), Some(RecordError::Throttled)];
        for (target, call) in [
            ("Firehose_20150804.PutRecordBatch", Call::PutRecordBatch),
            ("Kinesis_20131202.PutRecords", Call::PutRecords),
        ] {
            let (service, _, operation) = MODEL.operation(target).expect("it is in the model");
            let said = said(call, &results(call, &failures));
            assert_eq!(service.problem(operation.output.as_deref().unwrap_or_default(), &said), None);
        }
    }

    #[test]
    fn bytes_are_counted_without_decoding() {
        for bytes in 0..9 {
            assert_eq!(decoded_bytes(&STANDARD.encode(vec![7; bytes])), bytes);
        }
    }

    #[test]
    fn a_marker_is_found_anywhere() {
        assert!(contains(b"abcdef", b"def"));
        assert!(!contains(b"abcdef", b"dee"));
        assert!(!contains(b"abcdef", b""));
    }
}
