//! The collector.

use linger_aws_double::{Call, Double, DoubleSettings, Fault, Key};
use linger_tests_aws::event::{BATCH, of_function_url, of_rest_api};
use linger_tests_aws::function::{Function, Name};
use linger_wire::{decode, line};
use serde_json::{Value, json};

const KEY: &str = "AKIDLINGERTESTS00000";
const SECRET: &str = "a secret of the tests";

/// Firehose, for one key.
pub(crate) async fn firehose() -> Double {
    let key = Key { id: KEY.to_owned(), secret: SECRET.to_owned(), token: None };
    Double::open(DoubleSettings { keys: vec![key], ..DoubleSettings::new() }).await
}

/// The function before it, with `first` as its first event.
pub(crate) fn before(firehose: &Double, first: &Value) -> Function {
    let endpoint = firehose.endpoint();
    let variables = [
        ("LINGER_SINK", "firehose"),
        ("LINGER_SITE", "demo=*"),
        ("LINGER_FIREHOSE_STREAM", "menu"),
        ("LINGER_FIREHOSE_REGION", "eu-central-1"),
        ("LINGER_FIREHOSE_ENDPOINT", &endpoint),
        ("AWS_ACCESS_KEY_ID", KEY),
        ("AWS_SECRET_ACCESS_KEY", SECRET),
    ];
    Function::start(Name::Collector, &variables, first)
}

fn posted() -> Value {
    of_function_url("POST", "/v1/batches", BATCH)
}

/// Everything here is blocking but the double, which runs beside it.
#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_answered_200_once_firehose_has_it() {
    let firehose = firehose().await;
    let function = before(&firehose, &posted());
    let (_, answer) = function.first();
    assert_eq!(answer["statusCode"], 200, "{answer}");
    let again = function.invoke(&of_rest_api("POST", "/v1/batches", BATCH));
    assert_eq!(again["statusCode"], 200, "{again}");
    let sent = decode::batch(BATCH.as_bytes()).expect("a golden batch");
    let taken = firehose.taken();
    assert_eq!(taken.len(), 2);
    for record in taken {
        let read = line::read(&record.data).expect("a line");
        assert_eq!((read.header, read.events.len()), (sent.header.clone(), sent.events.len()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_passes_is_tried_again_within_the_invocation() {
    let firehose = firehose().await;
    firehose.script(Call::PutRecordBatch, [Fault::Throttle, Fault::Reset]);
    let function = before(&firehose, &posted());
    assert_eq!(function.first().1["statusCode"], 200);
    assert_eq!(firehose.account().firehose.records, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sink_that_is_away_is_told_with_a_503_that_a_page_can_read() {
    let mut firehose = firehose().await;
    firehose.down().await;
    let mut event = posted();
    event["headers"]["origin"] = json!("https://bistro.example");
    let answer = before(&firehose, &event).first().1;
    assert_eq!(answer["statusCode"], 503, "{answer}");
    assert!(answer["headers"].get("retry-after").is_some(), "{answer}");
    assert_eq!(answer["headers"]["access-control-allow-origin"], "https://bistro.example", "{answer}");
}

#[test]
fn wrong_settings_end_the_process_and_are_all_named_in_the_log() {
    let wrong = [("LINGER_SINK", "firehose"), ("LINGER_FIREHOSE_STRAEM", "menu")];
    let (well, log) = Function::start(Name::Collector, &wrong, &posted()).ended();
    assert!(!well);
    for named in ["firehose.stream", "LINGER_FIREHOSE_STRAEM", "site"] {
        assert!(log.contains(named), "{named} is not named in: {log}");
    }
}
