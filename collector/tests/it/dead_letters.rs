//! Dead letters in a folder: durable files that are listed, filtered, sent again and removed.

use std::fs;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use linger_collector::Clock;
use linger_collector::dead_letter::{
    Content, DeadLetter, DeadLetters, Filter, Mode, Progress, Reason, ReplayError, ReplayTo, Replayed, replay,
};
use linger_collector::deliver::DeliverySettings;
use linger_collector::sink::{BoxFuture, CallError, Outcome, PackLimits, Record, Sink};
use linger_wire::Id;
use tempfile::TempDir;

/// 2026-11-22, 12:00 UTC.
const NOON_MS: i64 = 1_795_348_800_000;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

struct Noon;

impl Clock for Noon {
    fn now_ms(&self) -> i64 {
        NOON_MS
    }
}

/// Takes what does not hold a word; denies all when told to.
#[derive(Default)]
struct Picky {
    refused: Option<&'static str>,
    denies: bool,
    taken: Mutex<Vec<u8>>,
}

impl Picky {
    fn answer(&self, records: &[Record]) -> Result<Vec<Outcome>, CallError> {
        if self.denies {
            return Err(CallError::Denied { detail: "no such stream".to_owned() });
        }
        let data: Vec<u8> = records.iter().flat_map(|record| record.data.to_vec()).collect();
        let text = String::from_utf8(data).expect("JSON");
        if self.refused.is_some_and(|word| text.contains(word)) {
            return Err(CallError::Refused { detail: "still".to_owned() });
        }
        self.taken.lock().expect("sound").extend(text.bytes());
        Ok(vec![Outcome::Accepted; records.len()])
    }

    fn lines(&self) -> Vec<String> {
        let taken = self.taken.lock().expect("sound").clone();
        let mut lines: Vec<String> =
            String::from_utf8(taken).expect("JSON").lines().map(ToOwned::to_owned).collect();
        lines.sort();
        lines
    }
}

impl Sink for Picky {
    fn name(&self) -> &'static str {
        "picky"
    }

    fn limits(&self) -> PackLimits {
        PackLimits {
            record_bytes_max: 1_024_000,
            record_events_max: 500,
            call_records_max: 500,
            call_bytes_max: 4 * 1024 * 1024,
            billed_bytes: 5120,
            by_visit: false,
        }
    }

    fn put(&self, records: Vec<Record>) -> BoxFuture<'_, Result<Vec<Outcome>, CallError>> {
        Box::pin(std::future::ready(self.answer(&records)))
    }

    fn probe(&self) -> BoxFuture<'_, Result<(), CallError>> {
        Box::pin(std::future::ready(Ok(())))
    }
}

fn line(site: &str, number: u128) -> Bytes {
    let visit = Id::from_bits(number).encode();
    format!("{{\"v\":1,\"site\":\"{site}\",\"visit_id\":\"{visit}\",\"events\":[{{}},{{}}]}}").into()
}

fn letter(reason: Reason, at_ms: i64, line: Bytes) -> DeadLetter {
    let (detail, sink) = (String::new(), "firehose".to_owned());
    DeadLetter { reason, detail, attempts: 1, at_ms, sink, content: Content::of(line) }
}

fn open() -> (TempDir, DeadLetters) {
    let folder = tempfile::tempdir().expect("a folder");
    let letters = DeadLetters::try_open(&folder.path().join("dead")).expect("writable");
    (folder, letters)
}

/// Two files of two days: in the first two sites and what is damaged, in the second one.
async fn filled() -> (TempDir, DeadLetters) {
    let (folder, letters) = open();
    let first = vec![
        letter(Reason::Refused, NOON_MS - 3 * DAY_MS, line("demo", 1)),
        letter(Reason::Exhausted, NOON_MS - 3 * DAY_MS, line("bistro", 2)),
        letter(Reason::Damaged, NOON_MS - 3 * DAY_MS, Bytes::from_static(b"\xff\x00")),
    ];
    letters.write(first).await.expect("durable");
    letters.write(vec![letter(Reason::Refused, NOON_MS, line("demo", 3))]).await.expect("durable");
    (folder, letters)
}

async fn all(letters: &DeadLetters) -> Vec<DeadLetter> {
    let mut all = Vec::new();
    for file in letters.files(&Filter::default()).await.expect("listed") {
        let stored = letters.read(&file).await.expect("read");
        all.extend(stored.into_iter().map(|stored| stored.letter.expect("a letter")));
    }
    all
}

async fn send(
    letters: &DeadLetters,
    filter: &Filter,
    sink: &Arc<Picky>,
    mode: Mode,
) -> (Result<Replayed, ReplayError>, Vec<Progress>) {
    let to = ReplayTo {
        sink: Arc::clone(sink) as Arc<dyn Sink>,
        settings: DeliverySettings::default(),
        clock: Arc::new(Noon),
        seed: 1,
    };
    let mut seen = Vec::new();
    let replayed = replay(letters, filter, &to, mode, &mut |progress| seen.push(progress)).await;
    (replayed, seen)
}

#[tokio::test]
async fn files_lie_in_folders_of_their_day_and_nothing_half_written_is_seen() {
    let (folder, letters) = filled().await;
    let root = folder.path().join("dead");
    let days = ["dt=2026-11-19", "dt=2026-11-22"];
    for day in days {
        let names: Vec<_> = fs::read_dir(root.join(day)).expect("the day").collect();
        let name = names[0].as_ref().expect("a file").file_name().into_string().expect("UTF-8");
        assert!(names.len() == 1 && name.starts_with("120000000-") && name.ends_with(".ndjson"), "{name}");
    }
    fs::write(root.join(days[0]).join("120000000-00.ndjson.tmp"), "half").expect("written");
    fs::write(root.join("note.txt"), "mine").expect("written");
    assert_eq!(letters.files(&Filter::default()).await.expect("listed").len(), 2);
    assert_eq!(all(&letters).await.len(), 4);
    letters.probe().await.expect("writable");
    assert_eq!(letters.files(&Filter::default()).await.expect("listed").len(), 2);
}

#[tokio::test]
async fn a_folder_that_is_gone_is_told() {
    let (folder, letters) = open();
    fs::remove_dir_all(folder.path().join("dead")).expect("removed");
    assert!(letters.probe().await.is_err());
    let letter = letter(Reason::Refused, NOON_MS, line("demo", 1));
    assert!(letters.write(vec![letter]).await.is_err());
}

#[tokio::test]
async fn filters_choose_by_reason_time_and_site() {
    let (_folder, letters) = filled().await;
    let all = all(&letters).await;
    let chosen = |filter: Filter| all.iter().filter(|letter| filter.chooses(letter)).count();
    assert_eq!(chosen(Filter::default()), 4);
    assert_eq!(chosen(Filter { reasons: vec![Reason::Refused], ..Filter::default() }), 2);
    assert_eq!(chosen(Filter { site: Some("demo".to_owned()), ..Filter::default() }), 2);
    assert_eq!(chosen(Filter { from_ms: Some(NOON_MS), ..Filter::default() }), 1);
    assert_eq!(chosen(Filter { to_ms: Some(NOON_MS), ..Filter::default() }), 3);
    let recent = Filter { from_ms: Some(NOON_MS), ..Filter::default() };
    assert_eq!(letters.files(&recent).await.expect("listed").len(), 1, "an old day is not read");
}

#[tokio::test]
async fn what_is_replayed_is_removed_and_the_rest_stays() {
    let (_folder, letters) = filled().await;
    let sink = Arc::new(Picky::default());
    let filter = Filter { site: Some("demo".to_owned()), ..Filter::default() };
    let (replayed, seen) = send(&letters, &filter, &sink, Mode::Send).await;
    let expected = Replayed { files: 2, chosen: 2, delivered: 2, ..Replayed::default() };
    assert_eq!(replayed.expect("replayed"), expected);
    assert_eq!(sink.lines(), [line("demo", 1), line("demo", 3)]);
    let last = seen.last().expect("told");
    assert_eq!((last.files, last.files_read, last.chosen, last.settled), (2, 2, 2, 2));
    let rest = all(&letters).await;
    assert_eq!(
        rest.iter().map(|letter| letter.reason).collect::<Vec<_>>(),
        [Reason::Exhausted, Reason::Damaged]
    );
    assert_eq!(letters.files(&Filter::default()).await.expect("listed").len(), 1, "an empty file is removed");
}

#[tokio::test]
async fn a_dry_run_changes_nothing() {
    let (_folder, letters) = filled().await;
    let before = all(&letters).await;
    let sink = Arc::new(Picky::default());
    let (replayed, _) = send(&letters, &Filter::default(), &sink, Mode::DryRun).await;
    let expected = Replayed { files: 2, chosen: 4, unsendable: 1, ..Replayed::default() };
    assert_eq!(replayed.expect("counted"), expected);
    assert_eq!(all(&letters).await, before);
    assert!(sink.lines().is_empty());
}

#[tokio::test]
async fn what_is_refused_again_stays_as_it_was() {
    let (_folder, letters) = filled().await;
    let sink = Arc::new(Picky { refused: Some("bistro"), ..Picky::default() });
    let (replayed, _) = send(&letters, &Filter::default(), &sink, Mode::Send).await;
    let expected =
        Replayed { files: 2, chosen: 4, delivered: 2, kept: 1, unsendable: 1, ..Replayed::default() };
    assert_eq!(replayed.expect("replayed"), expected);
    let rest = all(&letters).await;
    assert_eq!(rest[0], letter(Reason::Exhausted, NOON_MS - 3 * DAY_MS, line("bistro", 2)));
    assert_eq!(rest.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_sink_that_denies_ends_the_replay_and_keeps_the_letters() {
    let (_folder, letters) = filled().await;
    let before = all(&letters).await;
    let sink = Arc::new(Picky { denies: true, ..Picky::default() });
    let (replayed, _) = send(&letters, &Filter::default(), &sink, Mode::Send).await;
    assert!(matches!(replayed, Err(ReplayError::Sink(why)) if why.contains("no such stream")));
    assert_eq!(all(&letters).await, before);
}
