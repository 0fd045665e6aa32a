//! The transformation.

use linger_tests_aws::event::{BATCH, of_firehose, required_columns};
use linger_tests_aws::function::{Function, Name};
use serde_json::Value;

use crate::base64;

#[test]
fn records_come_back_as_lines_or_as_they_were() {
    let sent = [base64::encode(BATCH.as_bytes()), base64::encode(b"{}"), base64::encode(b"")];
    let sent: Vec<&str> = sent.iter().map(String::as_str).collect();
    let function = Function::start(Name::Transform, &[], &of_firehose(&sent));
    let (_, answer) = function.first();
    let results: Vec<&str> =
        (0..3).map(|index| answer["records"][index]["result"].as_str().expect("a result")).collect();
    assert_eq!(results, ["Ok", "ProcessingFailed", "ProcessingFailed"]);
    assert_eq!(answer["records"][1]["data"], sent[1]);
    let line = base64::decode(answer["records"][0]["data"].as_str().expect("data"));
    let line: Value = serde_json::from_slice(&line).expect("a line is JSON");
    assert!(required_columns().all(|column| line.get(column).is_some()), "{line}");
}

#[test]
fn an_environment_answers_one_invocation_after_another() {
    let sent = base64::encode(BATCH.as_bytes());
    let event = of_firehose(&[&sent]);
    let function = Function::start(Name::Transform, &[], &event);
    let (_, first) = function.first();
    assert_eq!(function.invoke(&event), first);
}
