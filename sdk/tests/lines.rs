//! The page writes lines itself where it sends to Firehose (`src/shell/direct/line.js`): its tests hold them against these,
//! which are those that the collector writes of the same batches.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;

use linger_wire::line::{self, Device, Receipt};
use linger_wire::{Event, decode};
use serde_json::{Map, Value, json};

const BATCHES: [&str; 4] = ["custom", "limits", "sampled", "visit"];

const RECEIPT: Receipt = Receipt { received_at_ms: 1_795_348_800_123, device: Device::Phone };

fn line(batch: &str) -> Value {
    let envelope = decode::batch(batch.as_bytes()).expect("a golden batch");
    let events: Vec<Event> =
        envelope.events.iter().map(|raw| decode::event(raw).expect("a golden event")).collect();
    let text = line::write(&envelope.header, RECEIPT, &events);
    serde_json::from_str(&text).expect("a line is JSON")
}

#[test]
fn the_pages_tests_have_the_collectors_lines() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut lines = Map::new();
    for name in BATCHES {
        let batch = here.join(format!("../wire/testdata/v1/{name}.json"));
        let batch = fs::read_to_string(&batch).unwrap_or_else(|error| panic!("{}: {error}", batch.display()));
        lines.insert(name.to_owned(), line(&batch));
    }
    let kept = here.join("npm/test/lines.json");
    let text = serde_json::to_string_pretty(&json!(lines)).expect("JSON") + "\n";
    if std::env::var_os("UPDATE_LINES").is_some() {
        fs::write(&kept, &text).expect("the file can be written");
    }
    assert_eq!(fs::read_to_string(&kept).unwrap_or_default(), text, "UPDATE_LINES=1 writes it anew");
}
