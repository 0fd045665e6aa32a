//! Would the stream take something? Asked without giving it anything.

use aws_sdk_firehose::types::DeliveryStreamStatus;

use super::Firehose;
use crate::sink::CallError;
use crate::sink::aws::{Asked, Failed, dropped, key};

impl Firehose {
    /// `DescribeDeliveryStream`, where the role may, tells how the stream stands. Whether the role may put is asked by a batch of
    /// no records, which is never taken: its refusal says that the call was let in and read.
    pub(super) async fn look(&self) -> Result<(), CallError> {
        match self.describe().await {
            Err(failed) if !failed.is_right_missing => Err(failed.error),
            _ => self.put_nothing().await,
        }
    }

    async fn describe(&self) -> Result<(), Failed> {
        let key = key(&self.shared).await?;
        let asked = Asked { action: "firehose:DescribeDeliveryStream", ..self.asked.clone() };
        let call = self.client.describe_delivery_stream().delivery_stream_name(&asked.stream);
        let answer = call.send().await;
        let answer = answer.map_err(|error| dropped(&self.shared, &key, Failed::new(&error, &asked)))?;
        let description = answer.delivery_stream_description();
        description
            .map_or(Ok(()), |description| Ok(standing(description.delivery_stream_status(), &asked.stream)?))
    }

    async fn put_nothing(&self) -> Result<(), CallError> {
        let key = key(&self.shared).await?;
        let call = self.client.put_record_batch().delivery_stream_name(&self.asked.stream);
        let Err(error) = call.set_records(Some(Vec::new())).send().await else { return Ok(()) };
        match dropped(&self.shared, &key, Failed::new(&error, &self.asked)).error {
            CallError::Refused { .. } => Ok(()),
            error => Err(error),
        }
    }
}

fn standing(status: &DeliveryStreamStatus, stream: &str) -> Result<(), CallError> {
    match status {
        DeliveryStreamStatus::Active => Ok(()),
        DeliveryStreamStatus::Creating => {
            Err(CallError::Unavailable { detail: format!("the stream `{stream}` is still being made") })
        }
        _ => {
            let detail = format!("the stream `{stream}` is {status}: make it anew, or name another");
            Err(CallError::Denied { detail })
        }
    }
}
