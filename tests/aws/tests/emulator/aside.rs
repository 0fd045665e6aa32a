//! Dead letters in S3: written by a collector, counted and sent again by `linger replay`; and what `linger check --live`
//! says of all this.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use linger_tests_aws::emulator::until;
use linger_tests_aws::server::{self, Server, built};
use linger_tests_aws::stage::{BUCKET, Form, Stage};
use linger_wire::{decode, encode};
use serde_json::{Value, json};

use crate::{batches, to_s3};

/// The line of a batch, as the collector writes it, and the batch.
const LINE: &str = include_str!("../../../../wire/testdata/lines/v1/visit.json");
const BATCH: &str = include_str!("../../../../wire/testdata/v1/visit.json");

/// What a collector with dead letters in S3 needs, and no more.
const RIGHTS: [&str; 5] =
    ["firehose:PutRecordBatch", "s3:PutObject", "s3:GetObject", "s3:ListBucket", "s3:DeleteObject"];

/// The emulator writes an object after it has answered; a server starts in less.
const WRITTEN: Duration = Duration::from_secs(30);

fn linger(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(built("linger"));
    command.env_clear().current_dir(folder).args(arguments).output().expect("the binary runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn what_a_server_cannot_read_any_more_lies_in_the_bucket_and_the_rest_in_the_lake() {
    let stage = Stage::set(Form::Json);
    let pool = stage.guests_who_may(&RIGHTS);
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let nobody = linger_tests_aws::http::nobody();
    let sent = batches::some(3);
    let server = Server::start(folder.path(), &server::settings(&stage, &pool, &nobody));
    for (header, events) in &sent {
        assert_eq!(server.post(&encode::batch(header, events)), 202);
    }
    drop(server);
    damage_the_first(&folder.path().join("data/spool"));
    let mut server =
        Server::start(folder.path(), &server::settings(&stage, &pool, &stage.emulator.endpoint()));
    let letters = until("the dead letter", WRITTEN, || letters(&stage));
    assert_eq!(letters[0]["reason"], "damaged");
    assert!(letters[0]["raw"].is_string(), "its bytes are kept: {}", letters[0]);
    assert!(server.stop().success());
    let delivered = until("the others", WRITTEN, || {
        let lines: Vec<_> =
            stage.objects("events/").iter().flat_map(|(_, data)| to_s3::lines(data)).collect();
        (lines.len() >= 2).then_some(lines)
    });
    assert_eq!(batches::sorted(delivered), batches::sorted(sent[1..].to_vec()));
}

/// All dead letters of the bucket, where there are any.
fn letters(stage: &Stage) -> Option<Vec<Value>> {
    let objects = stage.objects("aside/dt=");
    let lines = objects.iter().flat_map(|(_, data)| data.split(|byte| *byte == b'\n'));
    let letters = lines.filter(|line| !line.is_empty());
    let letters: Vec<Value> = letters.map(|line| serde_json::from_slice(line).expect("JSON")).collect();
    (!letters.is_empty()).then_some(letters)
}

/// Turns one bit of the first entry's line: 16 bytes of the segment's opening and 56 of the entry's stand before it
/// (docs/spool-format.md).
fn damage_the_first(spool: &Path) {
    let files = fs::read_dir(spool).expect("the spool's folder").map(|file| file.expect("readable").path());
    let segments = files.filter(|path| path.extension().is_some_and(|end| end == "spool"));
    let first: PathBuf = segments.min().expect("a segment");
    let mut bytes = fs::read(&first).expect("readable");
    bytes[100] ^= 1;
    fs::write(&first, bytes).expect("writable");
}

const KEY: &str = "aside/dt=2026-09-21/141340000-0000000000000001.ndjson";

#[test]
fn what_lies_in_the_bucket_is_sent_again_and_what_cannot_be_stays() {
    let stage = Stage::set(Form::Json);
    let pool = stage.guests_who_may(&RIGHTS);
    let batch = format!(
        r#"{{"reason":"expired","detail":"too old","attempts":9,"at_ms":1790000020000,"sink":"firehose","line":{}}}"#,
        LINE.trim_end()
    );
    let damaged = json!({
        "reason": "damaged", "detail": "checksum", "attempts": 0, "at_ms": 1_790_000_020_000_u64, "sink": "spool",
        "raw": "AAAA",
    });
    stage.owner.put_object(BUCKET, KEY, format!("{batch}\n{damaged}\n").as_bytes());
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let settings = server::settings(&stage, &pool, &stage.emulator.endpoint());
    fs::write(folder.path().join("linger.toml"), settings).expect("writable");

    let dry = linger(folder.path(), &["replay", "--dry-run"]);
    assert!(dry.status.success(), "{}", text(&dry.stderr));
    assert!(text(&dry.stdout).contains("expired") && text(&dry.stdout).contains("damaged"));
    assert!(stage.objects("events/").is_empty(), "a dry run sends nothing");

    let replay = linger(folder.path(), &["replay", "--reason", "expired"]);
    assert!(replay.status.success(), "{}", text(&replay.stderr));
    let objects =
        until("the batch", WRITTEN, || Some(stage.objects("events/")).filter(|objects| !objects.is_empty()));
    let lines: Vec<_> = objects.iter().flat_map(|(_, data)| to_s3::lines(data)).collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].0, decode::batch(BATCH.as_bytes()).expect("golden").header);
    let left = letters(&stage).expect("the damaged one stays");
    assert_eq!((left.len(), &left[0]["reason"]), (1, &json!("damaged")));
}

#[test]
fn a_live_check_passes_with_the_rights_and_names_the_one_that_is_missing() {
    let stage = Stage::set(Form::Json);
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let check = |pool: &str| {
        let settings = server::settings(&stage, pool, &stage.emulator.endpoint());
        fs::write(folder.path().join("linger.toml"), settings).expect("writable");
        let checked = linger(folder.path(), &["check", "--live"]);
        (checked.status.code(), text(&checked.stdout))
    };
    let (code, shown) = check(&stage.guests_who_may(&RIGHTS));
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains(" ok      stream ") && shown.contains(" ok      dead letters "), "{shown}");
    assert!(stage.objects("").is_empty(), "a check leaves nothing behind");

    let (code, shown) = check("eu-central-1:8f6c3a2e-0b1d-4c5e-9f70-123456789abc");
    assert_eq!(code, Some(1), "{shown}");
    assert!(shown.contains(" FAILED  stream ") && shown.contains("8f6c3a2e-0b1d"), "{shown}");
}

#[test]
fn a_live_check_without_the_rights_names_them() {
    let stage = Stage::set(Form::Json);
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let pool = stage.guests_who_may(&["firehose:DescribeDeliveryStream"]);
    let settings = server::settings(&stage, &pool, &stage.emulator.endpoint());
    fs::write(folder.path().join("linger.toml"), settings).expect("writable");
    let checked = linger(folder.path(), &["check", "--live"]);
    let shown = text(&checked.stdout);
    assert_eq!(checked.status.code(), Some(1), "{shown}");
    assert!(shown.contains(" FAILED  stream ") && shown.contains("firehose:PutRecordBatch"), "{shown}");
    assert!(shown.contains(" FAILED  dead letters ") && shown.contains("s3:PutObject"), "{shown}");
}
