//! Collector, Cognito, Firehose, S3.

use std::time::Duration;

use linger_tests_aws::emulator::until;
use linger_tests_aws::parquet;
use linger_tests_aws::server::{self, Server};
use linger_tests_aws::stage::{Form, Stage};
use linger_wire::encode;
use linger_wire::line::{self, Line};

use crate::batches::{self, Sent};

/// The emulator writes an object after it has answered.
const WRITTEN: Duration = Duration::from_secs(30);

#[test]
fn what_a_guest_sends_lies_in_the_lake_event_by_event() {
    compare(Form::Json, 30, lines);
}

#[test]
fn through_the_glue_table_the_same_events_lie_there_as_parquet() {
    let rows = |data: &[u8]| parquet::rows(data).iter().map(|row| read(row.to_string().as_bytes())).collect();
    compare(Form::Parquet, 12, rows);
}

fn compare(form: Form, count: u32, unfold: fn(&[u8]) -> Vec<Sent>) {
    let stage = Stage::set(form);
    let pool = stage.guests_who_may(&["firehose:PutRecordBatch"]);
    let sent = batches::some(count);
    let collector = batches::collector(&stage, &pool, &batches::request(&sent[0]));
    assert_eq!(collector.first().1["statusCode"], 200, "{}", collector.log());
    for batch in &sent[1..] {
        assert_eq!(collector.invoke(&batches::request(batch))["statusCode"], 200);
    }
    let objects = until("an object for each record", WRITTEN, || {
        let objects = stage.objects("events/dt=");
        (objects.len() == sent.len()).then_some(objects)
    });
    let lie_there = objects.iter().flat_map(|(_, data)| unfold(data)).collect();
    assert_eq!(batches::sorted(lie_there), batches::sorted(sent));
    assert!(stage.objects("errors/").is_empty());
}

#[test]
fn what_a_server_keeps_on_disk_is_packed_and_lies_in_the_lake_when_it_has_stopped() {
    let stage = Stage::set(Form::Json);
    let pool = stage.guests_who_may(&["firehose:PutRecordBatch"]);
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut server =
        Server::start(folder.path(), &server::settings(&stage, &pool, &stage.emulator.endpoint()));
    let sent = batches::some(60);
    for (header, events) in &sent {
        assert_eq!(server.post(&encode::batch(header, events)), 202);
    }
    assert!(server.stop().success());
    let lie_there = until("every batch", WRITTEN, || {
        let objects = stage.objects("events/dt=");
        let lines: Vec<Sent> = objects.iter().flat_map(|(_, data)| lines(data)).collect();
        (lines.len() >= sent.len()).then_some((objects.len(), lines))
    });
    assert!(
        lie_there.0 < sent.len() / 2,
        "{} records for {} batches are not packed",
        lie_there.0,
        sent.len()
    );
    assert_eq!(batches::sorted(lie_there.1), batches::sorted(sent));
}

pub(crate) fn lines(data: &[u8]) -> Vec<Sent> {
    data.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(read).collect()
}

fn read(text: &[u8]) -> Sent {
    let Line { header, events, .. } = line::read(text).expect("what lies in the lake is a line");
    (header, events)
}
