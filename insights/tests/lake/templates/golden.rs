//! The golden batches of the wire as lines, and as the events that they are: what the view `all_events` is held against.

use std::fs;

use arrow::json::WriterBuilder;
use arrow::json::writer::LineDelimited;
use linger_wire::line::{self, Device, Line, Receipt};
use linger_wire::unfold::unfold;
use linger_wire::{Event, decode};

use super::path;

/// What a batch is on its way: ours; no golden batch is younger.
const TRANSIT_MS: i64 = 2_877;

/// Each golden batch, by name, and each from another sort of device.
fn golden() -> Vec<Line> {
    let entries = fs::read_dir(path("wire/testdata/v1")).expect("the golden folder is part of the source");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    files.sort();
    let texts = files.iter().map(|file| fs::read_to_string(file).expect("golden batches are UTF-8"));
    texts.zip(Device::ALL.into_iter().cycle()).map(|(text, device)| received(&text, device)).collect()
}

fn received(text: &str, device: Device) -> Line {
    let envelope = decode::batch(text.as_bytes()).expect("a golden batch decodes");
    let events: Vec<Event> =
        envelope.events.iter().map(|raw| decode::event(raw).expect("a golden event is sound")).collect();
    let received_at_ms = envelope.header.sent_at_ms + TRANSIT_MS;
    Line { header: envelope.header, receipt: Receipt { received_at_ms, device }, events }
}

/// What the collector writes.
pub(super) fn lines() -> String {
    golden().iter().map(|line| line::write(&line.header, line.receipt, &line.events) + "\n").collect()
}

/// What the lake has, nulls included.
pub(super) fn events() -> String {
    let rows: Vec<_> =
        golden().into_iter().flat_map(|line| unfold(line.receipt, &line.header, line.events)).collect();
    let batch =
        linger_lake::record_batch(&rows.iter().collect::<Vec<_>>()).expect("rows fit the lake's schema");
    let mut text = Vec::new();
    let mut writer = WriterBuilder::new().with_explicit_nulls(true).build::<_, LineDelimited>(&mut text);
    writer.write(&batch).and_then(|()| writer.finish()).expect("memory takes all");
    drop(writer);
    String::from_utf8(text).expect("JSON is UTF-8")
}
