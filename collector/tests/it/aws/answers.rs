//! How a whole call ends, in delivery's words.

use linger_aws_double::{Call, DoubleSettings, Fault};
use linger_collector::sink::{CallError, FirehoseSettings, Outcome, Sink};
use linger_collector::{credentials::CredentialsSettings, sink::Firehose};

use super::{Bench, CALL, PATIENCE, records, shared};

/// The name of an error's kind.
fn kind(error: &CallError) -> &'static str {
    match error {
        CallError::Throttled { .. } => "throttled",
        CallError::Unavailable { .. } => "unavailable",
        CallError::Unanswered { .. } => "unanswered",
        CallError::Refused { .. } => "refused",
        CallError::Denied { .. } => "denied",
    }
}

const fn error(status: u16, code: &'static str) -> Fault {
    Fault::Error { status, code, message: "as it was told to" }
}

#[tokio::test]
async fn every_answer_has_its_meaning() {
    let bench = Bench::open(DoubleSettings::new()).await;
    let cases = [
        (Fault::Throttle, "throttled"),
        (error(400, "LimitExceededException"), "throttled"),
        (error(400, "KMSThrottlingException"), "throttled"),
        (Fault::Status(429), "throttled"),
        (Fault::Status(503), "unavailable"),
        (Fault::internal(), "unanswered"),
        (Fault::Status(502), "unanswered"),
        (Fault::Reset, "unanswered"),
        (Fault::TakeThenReset, "unanswered"),
        (Fault::TakeThenTruncate, "unanswered"),
        (Fault::TakeThenMiscount, "unanswered"),
        (error(400, "InvalidArgumentException"), "refused"),
        (Fault::Status(413), "refused"),
        (error(400, "InvalidKMSResourceException"), "denied"),
        (error(400, "UnrecognizedClientException"), "denied"),
        (error(400, "NewlyInventedException"), "denied"),
        (Fault::Status(404), "denied"),
        (Fault::denied(), "denied"),
    ];
    for (sink, call) in bench.sinks().into_iter().zip([Call::PutRecordBatch, Call::PutRecords]) {
        for (fault, meaning) in cases.clone() {
            bench.double.script(call, [fault.clone()]);
            let error = sink.put(records(2)).await.expect_err("it fails");
            assert_eq!(kind(&error), meaning, "{} {fault:?}: {error}", sink.name());
        }
        assert_eq!(sink.put(records(1)).await, Ok(vec![Outcome::Accepted]), "and then it goes on");
    }
    let account = bench.double.account();
    // Nothing is sent twice by the SDK itself.
    assert_eq!((account.firehose.calls, account.kinesis.calls), (19, 19));
    assert_eq!((account.firehose.calls_unanswered, account.firehose.records_unanswered), (3, 6));
}

#[tokio::test]
async fn silence_is_no_answer_whether_or_not_it_was_taken() {
    let bench = Bench::with(DoubleSettings::new(), "menu", CALL).await;
    bench.shared.credentials().await.expect("it has guests");
    bench.double.script(Call::PutRecordBatch, [Fault::Silence, Fault::TakeThenSilence]);
    for _ in 0..2 {
        let error = bench.firehose.put(records(1)).await.expect_err("nothing is said");
        assert_eq!(kind(&error), "unanswered", "{error}");
    }
    assert_eq!(bench.taken().len(), 1);
}

#[tokio::test]
async fn a_port_that_is_closed_was_sent_nothing() {
    let mut bench = Bench::open(DoubleSettings::new()).await;
    bench.shared.credentials().await.expect("it has guests");
    bench.double.down().await;
    for sink in bench.sinks() {
        let error = sink.put(records(1)).await.expect_err("nobody is there");
        assert_eq!(kind(&error), "unavailable", "{error}");
    }
    bench.double.up().await;
    for sink in bench.sinks() {
        assert_eq!(sink.put(records(1)).await, Ok(vec![Outcome::Accepted]));
    }
}

#[tokio::test]
async fn an_operator_is_told_what_to_do() {
    let bench = Bench::with(DoubleSettings::new(), "no-such", PATIENCE).await;
    for sink in bench.sinks() {
        let error = sink.put(records(1)).await.expect_err("there is no such stream").to_string();
        assert!(error.contains("there is no stream `no-such` in eu-central-1"), "{error}");
        assert!(sink.probe().await.is_err());
    }
    let bench = Bench::open(DoubleSettings::new()).await;
    bench.double.script(Call::PutRecordBatch, [Fault::denied()]);
    let error = bench.firehose.put(records(1)).await.expect_err("it may not").to_string();
    assert!(error.contains("give the role `firehose:PutRecordBatch` on the stream `menu`"), "{error}");
}

#[tokio::test]
async fn a_probe_delivers_nothing_and_needs_no_right_but_to_put() {
    for may_describe in [true, false] {
        let bench = Bench::open(DoubleSettings { may_describe, ..DoubleSettings::new() }).await;
        for sink in bench.sinks() {
            assert_eq!(sink.probe().await, Ok(()), "{}", sink.name());
        }
        assert!(bench.taken().is_empty());
    }
}

#[tokio::test]
async fn a_role_that_may_look_and_not_put_does_not_pass() {
    let bench = Bench::open(DoubleSettings { may_put: false, ..DoubleSettings::new() }).await;
    for sink in bench.sinks() {
        let error = sink.probe().await.expect_err("it may not put");
        assert_eq!(kind(&error), "denied", "{}: {error}", sink.name());
    }
}

#[tokio::test]
async fn a_stream_of_another_region_is_not_signed_for() {
    let bench = Bench::open(DoubleSettings::new()).await;
    let settings = FirehoseSettings {
        stream: "menu".into(),
        region: "eu-west-1".into(),
        endpoint: Some(bench.double.endpoint()),
    };
    let firehose = Firehose::try_new(settings, bench.shared.clone()).expect("the settings are sound");
    let error = firehose.put(records(1)).await.expect_err("it is signed for another Region");
    assert_eq!(kind(&error), "denied", "{error}");
    assert!(error.to_string().contains("clock"), "{error}");
}

#[tokio::test]
async fn settings_are_refused_with_all_their_problems() {
    let settings =
        FirehoseSettings { stream: "a b".into(), region: "here".into(), endpoint: Some("there".into()) };
    let problems = Firehose::try_new(settings, shared(CredentialsSettings::Default, PATIENCE));
    assert_eq!(problems.map(|_| ()).map_err(|problems| problems.len()), Err(3));
}
