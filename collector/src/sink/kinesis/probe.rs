//! Would the stream take something? Asked without giving it anything.

use aws_sdk_kinesis::types::StreamStatus;

use super::Kinesis;
use crate::sink::CallError;
use crate::sink::aws::{Asked, Failed, dropped, key};

impl Kinesis {
    /// `DescribeStreamSummary`, where the role may, tells how the stream stands. Whether the role may put is asked by a call of
    /// no records, which is never taken: its refusal says that the call was let in and read.
    pub(super) async fn look(&self) -> Result<(), CallError> {
        match self.describe().await {
            Err(failed) if !failed.is_right_missing => Err(failed.error),
            _ => self.put_nothing().await,
        }
    }

    async fn describe(&self) -> Result<(), Failed> {
        let key = key(&self.shared).await?;
        let asked = Asked { action: "kinesis:DescribeStreamSummary", ..self.asked.clone() };
        let answer = self.client.describe_stream_summary().stream_name(&asked.stream).send().await;
        let answer = answer.map_err(|error| dropped(&self.shared, &key, Failed::new(&error, &asked)))?;
        let summary = answer.stream_description_summary();
        summary.map_or(Ok(()), |summary| Ok(standing(summary.stream_status(), &asked.stream)?))
    }

    async fn put_nothing(&self) -> Result<(), CallError> {
        let key = key(&self.shared).await?;
        let call = self.client.put_records().stream_name(&self.asked.stream);
        let Err(error) = call.set_records(Some(Vec::new())).send().await else { return Ok(()) };
        match dropped(&self.shared, &key, Failed::new(&error, &self.asked)).error {
            CallError::Refused { .. } => Ok(()),
            error => Err(error),
        }
    }
}

fn standing(status: &StreamStatus, stream: &str) -> Result<(), CallError> {
    match status {
        // A stream that is being resharded takes records.
        StreamStatus::Active | StreamStatus::Updating => Ok(()),
        StreamStatus::Creating => {
            Err(CallError::Unavailable { detail: format!("the stream `{stream}` is still being made") })
        }
        _ => {
            let detail = format!("the stream `{stream}` is {status}: make it anew, or name another");
            Err(CallError::Denied { detail })
        }
    }
}
