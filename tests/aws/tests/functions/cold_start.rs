//! From the start of the process to its first answer.

use std::time::Duration;

use linger_tests_aws::event::{BATCH, of_firehose, of_function_url};
use linger_tests_aws::function::{Function, Name};

use crate::{base64, collector};

/// Starts of each: the quickest is the program's own time, the others are the machine's.
const STARTS: usize = 15;

/// The project's bound, where the processor is not played by a program.
const BOUND: Duration = Duration::from_millis(60);

#[tokio::test(flavor = "multi_thread")]
async fn the_first_batch_is_answered_soon() {
    let firehose = collector::firehose().await;
    let event = of_function_url("POST", "/v1/batches", BATCH);
    judge("collector, a batch delivered", || {
        let (took, answer) = collector::before(&firehose, &event).first();
        assert_eq!(answer["statusCode"], 200, "{answer}");
        took
    });
}

#[test]
fn the_first_records_are_answered_soon() {
    let record = base64::encode(BATCH.as_bytes());
    let event = of_firehose(&[&record]);
    judge("transform, a record", || Function::start(Name::Transform, &[], &event).first().0);
}

fn judge(what: &str, start: impl FnMut() -> Duration) {
    let mut took: Vec<Duration> = std::iter::repeat_with(start).take(STARTS).collect();
    took.sort();
    println!("{what}: quickest {:?}, median {:?}, slowest {:?}", took[0], took[STARTS / 2], took[STARTS - 1]);
    if std::env::var_os("LINGER_LAMBDA_RUNNER").is_none() {
        assert!(took[0] <= BOUND, "{what}: {:?} is more than {BOUND:?}", took[0]);
    }
}
