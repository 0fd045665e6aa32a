use std::collections::VecDeque;

use linger_wire::Id;

use super::*;
use crate::dead_letter::{DeadLetterError, Store};
use crate::sink::PackLimits;

type Answer = Result<Vec<Outcome>, CallError>;

/// Answers as it is told, call by call, and then for ever as told last; keeps what it was given, and when.
struct Told {
    answers: Mutex<VecDeque<Option<Answer>>>,
    calls: Mutex<Vec<(Instant, Vec<Record>)>>,
}

/// Calls answered as listed; `None` never is.
fn told(answers: impl IntoIterator<Item = Option<Answer>>) -> Arc<Told> {
    Arc::new(Told { answers: Mutex::new(answers.into_iter().collect()), calls: Mutex::default() })
}

impl Sink for Told {
    fn name(&self) -> &'static str {
        "told"
    }

    fn limits(&self) -> PackLimits {
        unreachable!("one batch always fits one record")
    }

    fn put(&self, records: Vec<Record>) -> BoxFuture<'_, Answer> {
        self.calls.lock().expect("no panic").push((Instant::now(), records));
        let mut answers = self.answers.lock().expect("no panic");
        let answer = if answers.len() > 1 { answers.pop_front().flatten() } else { answers[0].clone() };
        match answer {
            Some(answer) => Box::pin(std::future::ready(answer)),
            None => Box::pin(std::future::pending()),
        }
    }

    fn probe(&self) -> BoxFuture<'_, Result<(), CallError>> {
        Box::pin(std::future::ready(Ok(())))
    }
}

/// A store that keeps what it is given, or is full.
#[derive(Debug, Default)]
struct Letters {
    files: Mutex<Vec<Bytes>>,
    full: bool,
}

impl Store for Letters {
    fn put<'a>(&'a self, _: &'a str, data: Bytes) -> BoxFuture<'a, Result<(), DeadLetterError>> {
        self.files.lock().expect("no panic").push(data);
        let full = || DeadLetterError::Other { reason: "no space".to_owned() };
        Box::pin(std::future::ready(if self.full { Err(full()) } else { Ok(()) }))
    }

    fn list(&self) -> BoxFuture<'_, Result<Vec<String>, DeadLetterError>> {
        unreachable!("letters are written only")
    }

    fn read<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Bytes, DeadLetterError>> {
        unreachable!("letters are written only")
    }

    fn remove<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<(), DeadLetterError>> {
        unreachable!("letters are written only")
    }
}

struct At(i64);

impl Clock for At {
    fn now_ms(&self) -> i64 {
        self.0
    }
}

fn entry() -> Entry {
    Entry { visit: Id::from_bits(7), events: 2, line: Bytes::from_static(b"{}") }
}

fn direct(sink: &Arc<Told>) -> Direct {
    before(sink, &Arc::default())
}

fn before(sink: &Arc<Told>, letters: &Arc<Letters>) -> Direct {
    let letters = DeadLetters::new(letters.clone());
    Direct::new(sink.clone(), letters, Arc::new(At(5)), DirectSettings::default(), 1)
}

#[expect(clippy::unnecessary_wraps, reason = "one of the answers a call may have; another is none")]
fn accepted() -> Option<Answer> {
    Some(Ok(vec![Outcome::Accepted]))
}

#[expect(clippy::unnecessary_wraps, reason = "one of the answers a call may have; another is none")]
fn unavailable() -> Option<Answer> {
    Some(Err(CallError::Unavailable { detail: "503".to_owned() }))
}

#[tokio::test(start_paused = true)]
async fn a_batch_is_one_record_ended_by_a_newline_and_delivered_once_it_is_accepted() {
    let sink = told([accepted()]);
    assert_eq!(direct(&sink).accept(entry()).await, Ok(Kept::Delivered));
    let calls = sink.calls.lock().expect("no panic");
    let data = Bytes::from_static(b"{}\n");
    assert_eq!(calls[0].1, [Record { visit: Id::from_bits(7), events: 2, data }]);
}

#[tokio::test(start_paused = true)]
async fn what_passes_is_tried_again_until_it_is_accepted() {
    let throttled = Outcome::Throttled { detail: "slow".to_owned() };
    let failed = Outcome::Failed { detail: "InternalFailure".to_owned() };
    let sink = told([
        unavailable(),
        Some(Ok(vec![throttled])),
        Some(Ok(vec![failed])),
        Some(Ok(vec![])),
        None,
        accepted(),
    ]);
    assert_eq!(direct(&sink).accept(entry()).await, Ok(Kept::Delivered));
    assert_eq!(sink.calls.lock().expect("no panic").len(), 6);
}

#[tokio::test(start_paused = true)]
async fn a_sink_that_stays_away_is_told_within_the_time_and_never_after_it() {
    for answer in [unavailable(), None] {
        let sink = told([answer]);
        let begun = Instant::now();
        let error = direct(&sink).accept(entry()).await.unwrap_err();
        assert!(matches!(error, IntakeError::Sink { .. }), "{error}");
        assert!(begun.elapsed() <= DirectSettings::default().within, "{:?}", begun.elapsed());
        assert!(sink.calls.lock().expect("no panic").len() > 2);
    }
}

#[tokio::test(start_paused = true)]
async fn an_invocations_end_counts_where_it_is_earlier() {
    let sink = told([None]);
    let begun = Instant::now();
    let end = begun + Duration::from_millis(700);
    assert!(until(end, direct(&sink).accept(entry())).await.is_err());
    assert_eq!(Instant::now(), end);
}

#[tokio::test(start_paused = true)]
async fn pauses_differ_and_stay_below_their_bounds() {
    let sink = told([unavailable()]);
    direct(&sink).accept(entry()).await.unwrap_err();
    let calls = sink.calls.lock().expect("no panic");
    let pauses: Vec<_> = calls.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    let base = DirectSettings::default().backoff_base;
    for (index, pause) in pauses.iter().enumerate() {
        // The clock of tests counts whole milliseconds.
        let bound = (base * (1 << index.min(10))).min(DirectSettings::default().backoff_max);
        assert!(*pause <= bound + Duration::from_millis(1), "pause {index}: {pause:?}");
    }
    assert!(pauses.windows(2).any(|pair| pair[1] < pair[0]), "no jitter: {pauses:?}");
}

#[tokio::test(start_paused = true)]
async fn denied_is_told_at_once_as_no_call_would_change_it() {
    let sink = told([Some(Err(CallError::Denied { detail: "no right".to_owned() }))]);
    assert!(direct(&sink).accept(entry()).await.is_err());
    assert_eq!(sink.calls.lock().expect("no panic").len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_batch_that_is_refused_is_set_aside_with_the_reason_or_stays_with_the_page() {
    for full in [false, true] {
        let sink = told([unavailable(), Some(Err(CallError::Refused { detail: "too odd".to_owned() }))]);
        let letters = Arc::new(Letters { full, ..Letters::default() });
        let kept = before(&sink, &letters).accept(entry()).await;
        assert_eq!(kept.is_err(), full);
        assert_eq!(kept.ok(), (!full).then_some(Kept::SetAside));
        let letter =
            r#"{"reason":"refused","detail":"too odd","attempts":2,"at_ms":5,"sink":"told","line":{}}"#;
        assert_eq!(*letters.files.lock().expect("no panic"), [format!("{letter}\n")]);
    }
}
