use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use linger_wire::line;
use proptest::prelude::*;
use serde_json::json;

use super::*;

const VISIT: &str = include_str!("../../../wire/testdata/v1/visit.json");
const ARRIVED_AT_MS: i64 = 1_795_348_800_000;

fn received(record_id: &str, data: &[u8]) -> Received {
    Received {
        record_id: record_id.to_owned(),
        approximate_arrival_timestamp: ARRIVED_AT_MS,
        data: STANDARD.encode(data),
    }
}

fn data(answer: &Answer) -> Vec<u8> {
    STANDARD.decode(answer.data.as_ref().expect("there was room")).expect("base64")
}

/// As Firehose writes it, without what this function does not read.
fn event_bytes(event: &Event) -> usize {
    let records = event.records.iter().map(|record| {
        json!({
            "recordId": record.record_id,
            "approximateArrivalTimestamp": record.approximate_arrival_timestamp,
            "data": record.data,
        })
    });
    json!({ "records": records.collect::<Vec<_>>() }).to_string().len()
}

#[test]
fn an_event_as_firehose_sends_it_is_read_and_answered_in_its_words() {
    let sent = json!({
        "invocationId": "i-1", "deliveryStreamArn": "arn:aws:firehose:eu-west-1:1:deliverystream/linger",
        "region": "eu-west-1",
        "records": [
            { "recordId": "r-1", "approximateArrivalTimestamp": ARRIVED_AT_MS, "data": STANDARD.encode(VISIT),
              "kinesisRecordMetadata": { "shardId": "s" } },
            { "recordId": "r-2", "approximateArrivalTimestamp": ARRIVED_AT_MS, "data": "!!" },
            { "recordId": "r-3", "approximateArrivalTimestamp": ARRIVED_AT_MS, "data": STANDARD.encode("hi") },
        ],
    });
    let event: Event = serde_json::from_value(sent).expect("an event");
    let (response, account) = transform(event, RESPONSE_BYTES_MAX);
    let answered = serde_json::to_value(&response).expect("JSON");
    assert_eq!(answered["records"][0]["result"], "Ok");
    assert_eq!(answered["records"][1], json!({ "recordId": "r-2", "result": "ProcessingFailed" }));
    let third = json!({ "recordId": "r-3", "result": "ProcessingFailed", "data": STANDARD.encode("hi") });
    assert_eq!(answered["records"][2], third);
    assert_eq!((account.ok, account.lines), (1, 1));
    assert_eq!(account.failed, [("not_base64", 1), ("not_json", 1)].into());
    assert_eq!(account.failures.iter().map(|one| one.record_id.as_str()).collect::<Vec<_>>(), ["r-2", "r-3"]);
}

#[test]
fn what_finds_no_room_fails_with_that_reason_and_the_rest_goes_on() {
    let records = (0..4).map(|number| received(&format!("r-{number}"), VISIT.as_bytes())).collect();
    let event = Event { records };
    let grown = transform(event.clone(), RESPONSE_BYTES_MAX).0;
    let bytes_max = event_bytes(&event);
    assert!(
        serde_json::to_vec(&grown).expect("JSON").len() > bytes_max,
        "a batch grows when it becomes a line"
    );
    let (response, account) = transform(event, bytes_max);
    assert!(account.ok > 0 && account.failed["no_room"] > 0, "{account:?}");
    assert_eq!(response.records[0].result, Verdict::Ok);
}

#[test]
fn metrics_name_every_count_they_hold() {
    let event = Event { records: vec![received("r-1", VISIT.as_bytes()), received("r-2", b"")] };
    let line = transform(event, RESPONSE_BYTES_MAX).1.metrics(ARRIVED_AT_MS, "transform");
    let named = line["_aws"]["CloudWatchMetrics"][0]["Metrics"].as_array().expect("metrics").clone();
    assert!(named.iter().all(|metric| line[metric["Name"].as_str().expect("a name")].is_u64()), "{line}");
    assert_eq!((&line["records_ok"], &line["records_failed_empty"]), (&json!(1), &json!(1)));
    assert_eq!(line["function"], "transform");
}

fn any_data() -> impl Strategy<Value = Vec<u8>> {
    let batch = (1_usize..6).prop_map(|count| VISIT.repeat(count).into_bytes());
    prop_oneof![
        4 => batch,
        1 => Just(format!("{VISIT}\n[]").into_bytes()),
        1 => prop::collection::vec(any::<u8>(), 0..3000),
    ]
}

fn any_event() -> impl Strategy<Value = Event> {
    let record = ("[a-z0-9\"\\\\é]{0,60}", any_data(), any::<bool>());
    prop::collection::vec(record, 0..40).prop_map(|records| Event {
        records: records
            .into_iter()
            .map(|(id, data, sound)| {
                let received = received(&id, &data);
                let broken = format!("\"\u{1}{}", received.data);
                Received { data: if sound { received.data } else { broken }, ..received }
            })
            .collect(),
    })
}

proptest! {
    #[test]
    fn every_record_is_answered_once_and_the_response_never_passes_its_limit(
        event in any_event(), more_percent in 0_usize..300,
    ) {
        let bytes_max = event_bytes(&event) * (100 + more_percent) / 100;
        let (response, account) = transform(event.clone(), bytes_max);
        let written = serde_json::to_vec(&response).expect("JSON").len();
        prop_assert!(written <= bytes_max, "{written} > {bytes_max}");
        let ids = |event: &Event| event.records.iter().map(|one| one.record_id.clone()).collect::<Vec<_>>();
        let answered: Vec<_> = response.records.iter().map(|one| one.record_id.clone()).collect();
        prop_assert_eq!(answered, ids(&event));
        let failed: u64 = account.failed.values().sum();
        prop_assert_eq!(account.ok + failed, event.records.len() as u64);
    }

    #[test]
    fn what_goes_on_reads_back_as_lines_and_what_fails_goes_back_as_it_came(event in any_event()) {
        let (response, account) = transform(event.clone(), RESPONSE_BYTES_MAX);
        let mut events = 0;
        for (came, answer) in event.records.iter().zip(&response.records) {
            match answer.result {
                Verdict::Ok => {
                    let data = data(answer);
                    prop_assert_eq!(data.last(), Some(&b'\n'));
                    for text in data.split(|byte| *byte == b'\n').filter(|text| !text.is_empty()) {
                        events += line::read(text).expect("a sound line").events.len() as u64;
                    }
                }
                Verdict::ProcessingFailed => {
                    let whole = STANDARD.decode(&came.data).is_ok();
                    prop_assert_eq!(answer.data.as_ref(), whole.then_some(&came.data));
                }
            }
        }
        prop_assert_eq!(events, account.events);
    }

    #[test]
    fn to_transform_twice_changes_nothing_more(count in 1_usize..5) {
        let once = normalise(VISIT.repeat(count).as_bytes(), ARRIVED_AT_MS).expect("sound");
        prop_assert_eq!(normalise(once.text.as_bytes(), 0), Ok(once.clone()));
    }
}
