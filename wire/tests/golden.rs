//! Golden batches: each decodes today and encodes back to the same bytes. A file here is never changed, as pages
//! that send it may be cached on phones for years.
#![cfg(feature = "decode")]

use std::fs;
use std::path::PathBuf;

use linger_wire::{Event, decode, encode};

fn golden() -> Vec<(PathBuf, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata/v1");
    let entries = fs::read_dir(&folder).expect("the golden folder is part of the source");
    let paths = entries.map(|entry| entry.expect("a readable folder").path());
    paths.map(|path| (path.clone(), fs::read_to_string(path).expect("golden batches are UTF-8"))).collect()
}

fn events(envelope: &decode::Envelope<'_>) -> Vec<Event> {
    envelope.events.iter().map(|raw| decode::event(raw).expect("every golden event is sound")).collect()
}

#[test]
fn golden_batches_decode_and_encode_to_the_same_bytes() {
    let golden = golden();
    assert!(golden.len() >= 3, "found {} golden batches", golden.len());
    for (path, text) in golden {
        let envelope = decode::batch(text.as_bytes())
            .unwrap_or_else(|problems| panic!("{}: {problems:?}", path.display()));
        assert_eq!(encode::batch(&envelope.header, &events(&envelope)), text, "{}", path.display());
    }
}
