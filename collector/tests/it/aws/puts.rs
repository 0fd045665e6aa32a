//! What is put arrives as it was, is billed as the limits say, and a record's failure is that record's.

use linger_aws_double::{Call, DoubleSettings, Fault, Poison, RecordError, Which};
use linger_collector::sink::{CallError, Outcome, Sink, firehose, kinesis};

use super::{Bench, record, records};

#[tokio::test]
async fn records_arrive_whole_and_in_order() {
    let bench = Bench::open(DoubleSettings::new()).await;
    for sink in bench.sinks() {
        let outcomes = sink.put(records(500)).await.expect("nothing is wrong");
        assert_eq!(outcomes, vec![Outcome::Accepted; 500]);
        assert_eq!(sink.put(Vec::new()).await, Ok(Vec::new()));
    }
    let expected: Vec<String> = (0..500).chain(0..500).map(|n| format!("{{\"n\":{n}}}\n")).collect();
    assert_eq!(bench.taken(), expected);
    let account = bench.double.account();
    assert_eq!((account.firehose.calls, account.firehose.billed_units), (1, 500));
    assert_eq!((account.kinesis.calls, account.kinesis.records), (1, 500));
    assert_eq!((account.refused, account.get_id, account.get_credentials), (0, 1, 1));
    let keys: Vec<_> = bench.double.taken().into_iter().filter_map(|taken| taken.key).collect();
    assert_eq!(keys, records(500).iter().map(|record| record.visit.encode()).collect::<Vec<_>>());
}

#[tokio::test]
async fn the_limits_are_those_of_the_services() {
    let bench = Bench::open(DoubleSettings::new()).await;
    for (sink, record_bytes, call_bytes) in [
        (&bench.firehose as &dyn Sink, firehose::RECORD_BYTES_MAX, firehose::CALL_BYTES_MAX),
        (&bench.kinesis, kinesis::RECORD_BYTES_MAX, kinesis::CALL_BYTES_MAX),
    ] {
        let limits = sink.limits();
        assert_eq!((limits.record_bytes_max, limits.call_bytes_max), (record_bytes, call_bytes));
        let mut whole = vec![record(1, &"x".repeat(record_bytes)); call_bytes / record_bytes];
        whole.push(record(2, &"x".repeat(call_bytes % record_bytes)));
        assert_eq!(sink.put(whole).await.map(|outcomes| outcomes.len()), Ok(call_bytes / record_bytes + 1));
        let over = sink.put(vec![record(1, &"x".repeat(record_bytes + 1))]).await;
        assert!(matches!(over, Err(CallError::Refused { .. })), "{over:?}");
        let many = sink.put(records(limits.call_records_max + 1)).await;
        assert!(matches!(many, Err(CallError::Refused { .. })), "{many:?}");
    }
    let over = vec![record(1, &"x".repeat(firehose::CALL_BYTES_MAX / 5)); 6];
    assert!(matches!(bench.firehose.put(over).await, Err(CallError::Refused { .. })));
}

#[tokio::test]
async fn a_failed_record_is_told_from_its_neighbours() {
    let bench = Bench::open(DoubleSettings::new()).await;
    let throttled = Fault::Records(Which::These(vec![1]), RecordError::Throttled);
    let internal = Fault::Records(Which::These(vec![0, 2]), RecordError::Internal);
    for (sink, call) in bench.sinks().into_iter().zip([Call::PutRecordBatch, Call::PutRecords]) {
        bench.double.script(call, [throttled.clone(), internal.clone()]);
        let outcomes = sink.put(records(3)).await.expect("it is answered");
        assert!(matches!(&outcomes[..], [Outcome::Accepted, Outcome::Throttled { .. }, Outcome::Accepted]));
        let outcomes = sink.put(records(3)).await.expect("it is answered");
        assert!(
            matches!(&outcomes[..], [Outcome::Failed { detail }, Outcome::Accepted, Outcome::Failed { .. }]
            if detail.starts_with("InternalFailure"))
        );
    }
    let account = bench.double.account();
    assert_eq!((account.firehose.records, account.firehose.records_failed), (3, 3));
    assert_eq!((account.kinesis.records, account.kinesis.records_failed), (3, 3));
}

#[tokio::test]
async fn a_poisonous_record_costs_its_call_or_only_itself() {
    for (poison, is_call) in
        [(Poison::Call(b"poison".to_vec()), true), (Poison::Record(b"poison".to_vec()), false)]
    {
        let bench = Bench::open(DoubleSettings { poison: Some(poison), ..DoubleSettings::new() }).await;
        for sink in bench.sinks() {
            let answer = sink.put(vec![record(1, "good\n"), record(2, "poison\n")]).await;
            match answer {
                Err(CallError::Refused { .. }) if is_call => {}
                Ok(outcomes) if !is_call => {
                    assert!(matches!(&outcomes[..], [Outcome::Accepted, Outcome::Failed { .. }]));
                }
                other => panic!("{other:?}"),
            }
        }
    }
}
