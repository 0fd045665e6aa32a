//! The functions where AWS runs them, as `provided.al2023`.

use std::time::Duration;

use linger_tests_aws::emulator::until;
use linger_tests_aws::event::BATCH;
use linger_tests_aws::http;
use linger_tests_aws::stage::{Form, Stage};
use linger_wire::{decode, line};

/// The emulator unpacks and starts the function, and writes an object after it has answered.
const WRITTEN: Duration = Duration::from_secs(30);

#[test]
fn behind_a_function_url_a_batch_is_delivered_with_the_functions_own_role() {
    let stage = Stage::set(Form::Json);
    let path = format!("{}/v1/batches", stage.function_url());
    let headers = [("content-type", "text/plain;charset=UTF-8"), ("origin", "https://bistro.example")];
    let answer =
        http::call(stage.emulator.address(), "POST", &path, &headers, BATCH.as_bytes()).expect("an answer");
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    let objects =
        until("the object", WRITTEN, || Some(stage.objects("events/")).filter(|all| !all.is_empty()));
    let read = line::read(&objects[0].1).expect("a line");
    assert_eq!(read.header, decode::batch(BATCH.as_bytes()).expect("golden").header);
}

#[test]
fn what_bypasses_the_collector_is_transformed_and_what_is_unsound_does_not_reach_the_lake() {
    let stage = Stage::set(Form::Transformed);
    stage.put_record(b"{\"v\":1,\"not\":\"a batch\"}");
    stage.put_record(BATCH.as_bytes());
    let objects =
        until("the object", WRITTEN, || Some(stage.objects("events/")).filter(|all| !all.is_empty()));
    let [(_, data)] = objects.as_slice() else { panic!("one record is sound: {objects:?}") };
    let read = line::read(data).expect("a line");
    assert_eq!(read.header, decode::batch(BATCH.as_bytes()).expect("golden").header);
    assert_eq!(data.last(), Some(&b'\n'));
}
