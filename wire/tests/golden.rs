//! Golden batches: each decodes today and encodes back to the same bytes. A file here is never changed, as pages
//! that send it may be cached on phones for years.
#![cfg(feature = "decode")]

use std::fs;
use std::path::PathBuf;

use linger_wire::{Event, decode, encode, sound};

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

#[test]
fn golden_batches_without_escapes_and_properties_are_read_in_one_pass() {
    let quick: Vec<String> = golden()
        .into_iter()
        .filter_map(|(path, text)| {
            let (header, events) = sound::batch::<String>(text.as_bytes())?;
            assert_eq!(encode::batch(&header, &events), text, "{}", path.display());
            Some(path.file_name().expect("a file").to_string_lossy().into_owned())
        })
        .collect();
    assert!(quick.iter().any(|name| name == "visit.json"), "{quick:?}");
    assert!(quick.iter().any(|name| name == "sampled.json"), "{quick:?}");
}
