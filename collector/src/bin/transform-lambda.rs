//! The Lambda function that Firehose calls before it converts to Parquet: see `linger_collector::transform`.
//!
//! Give it 128 MB or more, a timeout of a minute, and the stream a `BufferSizeInMBs` of 1: what pages write themselves
//! grows three times, and a response has 6 MB. It needs no right but to write its log.

use lambda_http::lambda_runtime::{self, Error, LambdaEvent, service_fn};
use linger_collector::lambda;
use linger_collector::transform::{Account, Event, RESPONSE_BYTES_MAX, Response, transform};
use linger_collector::{Clock, SystemClock};

/// One thread: an invocation has one event, and threads take time to start.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    lambda::log(tracing::Level::INFO);
    lambda_runtime::run(service_fn(answer)).await
}

async fn answer(event: LambdaEvent<Event>) -> Result<Response, Error> {
    let (response, account) = transform(event.payload, RESPONSE_BYTES_MAX);
    tell(&account, &event.context.env_config.function_name);
    Ok(response)
}

fn tell(account: &Account, function: &str) {
    for failure in &account.failures {
        tracing::warn!(
            record_id = failure.record_id,
            reason = failure.reason,
            detail = failure.detail,
            "record failed"
        );
    }
    // A line of its own: CloudWatch reads metrics from whole lines only.
    println!("{}", account.metrics(SystemClock.now_ms(), function));
}
