//! In virtual time.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use tokio::time::{Instant, advance, sleep};

use super::*;

const HOUR: Duration = Duration::from_hours(1);

/// The wall clock of the virtual time.
struct Virtual(Instant);

impl Clock for Virtual {
    fn now_ms(&self) -> i64 {
        i64::try_from(self.0.elapsed().as_millis()).unwrap()
    }
}

/// Gives keys `0`, `1` … that live for an hour, each after a second, or fails as it is told to.
#[derive(Default)]
struct Script {
    loads: AtomicU64,
    failing: Mutex<Option<CredentialsError>>,
    /// Gives the same key again and again.
    same: bool,
}

struct Scripted(Arc<Script>, Instant);

impl Source for Scripted {
    fn load(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(async {
            let load = self.0.loads.fetch_add(1, Ordering::Relaxed);
            sleep(Duration::from_secs(1)).await;
            if let Some(problem) = self.0.failing.lock().unwrap().clone() {
                return Err(problem);
            }
            let key = if self.0.same { 0 } else { load };
            let expires = SystemTime::UNIX_EPOCH + self.1.elapsed() + HOUR;
            Ok(Credentials::new(key.to_string(), "secret", None, Some(expires), "script"))
        })
    }
}

fn kept(script: Script) -> (Kept, Arc<Script>) {
    let (script, start) = (Arc::new(script), Instant::now());
    (Kept::new(Box::new(Scripted(script.clone(), start)), Arc::new(Virtual(start)), 1), script)
}

fn loads(script: &Script) -> u64 {
    script.loads.load(Ordering::Relaxed)
}

fn fail(script: &Script, problem: Option<CredentialsError>) {
    *script.failing.lock().unwrap() = problem;
}

async fn key(kept: &Kept) -> Result<String, CredentialsError> {
    kept.credentials().await.map(|credentials| credentials.access_key_id().to_owned())
}

/// The key of the last load.
fn last_key(script: &Script) -> String {
    (loads(script) - 1).to_string()
}

fn throttled() -> CredentialsError {
    CredentialsError::Throttled { detail: "Rate exceeded".into() }
}

#[tokio::test(start_paused = true)]
async fn many_who_ask_at_once_share_one_load() {
    let (kept, script) = kept(Script::default());
    let ask = |kept: Kept| tokio::spawn(async move { key(&kept).await });
    let asked: Vec<_> = (0..50).map(|_| ask(kept.clone())).collect();
    for asked in asked {
        assert_eq!(asked.await.unwrap().as_deref(), Ok("0"));
    }
    assert_eq!(loads(&script), 1);
}

#[tokio::test(start_paused = true)]
async fn one_who_gives_up_does_not_end_the_load() {
    let (kept, script) = kept(Script::default());
    let impatient = tokio::time::timeout(Duration::from_millis(10), key(&kept)).await;
    assert!(impatient.is_err());
    assert_eq!(key(&kept).await.as_deref(), Ok("0"));
    assert_eq!(loads(&script), 1);
}

#[tokio::test(start_paused = true)]
async fn new_ones_are_loaded_ahead_and_nobody_waits() {
    let (kept, script) = kept(Script::default());
    key(&kept).await.unwrap();
    advance(HOUR * 69 / 100).await;
    assert_eq!((key(&kept).await.as_deref(), loads(&script)), (Ok("0"), 1));
    advance(HOUR * 16 / 100).await;
    let asked = Instant::now();
    assert_eq!(key(&kept).await.as_deref(), Ok("0"));
    assert_eq!(asked.elapsed(), Duration::ZERO);
    sleep(Duration::from_secs(2)).await;
    assert_eq!((key(&kept).await.as_deref(), loads(&script)), (Ok("1"), 2));
    assert_eq!(kept.snapshot().refreshes, 2);
}

#[tokio::test(start_paused = true)]
async fn the_old_ones_do_until_they_expire() {
    let (kept, script) = kept(Script::default());
    key(&kept).await.unwrap();
    fail(&script, Some(throttled()));
    let started = Instant::now();
    while started.elapsed() + Duration::from_secs(20) < HOUR {
        assert_eq!(key(&kept).await.as_deref(), Ok("0"), "after {:?}", started.elapsed());
        sleep(Duration::from_secs(1)).await;
    }
    let tried = loads(&script);
    // At least a quarter of an hour of tries, whose rests are half a minute at the mean once they are longest.
    assert!((10..90).contains(&tried), "{tried}");
    assert_eq!(kept.snapshot().failures, tried - 1);
    sleep(Duration::from_secs(20)).await;
    assert_eq!(key(&kept).await, Err(throttled()));
    fail(&script, None);
    sleep(Duration::from_mins(1)).await;
    assert_eq!(key(&kept).await, Ok(last_key(&script)));
}

#[tokio::test(start_paused = true)]
async fn a_source_that_fails_is_not_asked_by_everyone() {
    let (kept, script) = kept(Script::default());
    fail(&script, Some(throttled()));
    let started = Instant::now();
    while started.elapsed() < Duration::from_mins(10) {
        assert_eq!(key(&kept).await, Err(throttled()));
        advance(Duration::from_millis(100)).await;
    }
    let tried = loads(&script);
    assert!((10..60).contains(&tried), "{tried}");
    assert_eq!(kept.snapshot().problem, Some(throttled()));
}

#[tokio::test(start_paused = true)]
async fn a_refused_key_is_dropped_once_and_not_taken_back() {
    let (newer, script) = kept(Script::default());
    key(&newer).await.unwrap();
    newer.forget("0");
    assert_eq!(key(&newer).await.as_deref(), Ok("1"));
    // A call that was signed before says so later.
    newer.forget("0");
    assert_eq!((key(&newer).await.as_deref(), loads(&script)), (Ok("1"), 2));
}

#[tokio::test(start_paused = true)]
async fn a_source_with_nothing_newer_is_said_and_tried_again() {
    let (kept, script) = kept(Script { same: true, ..Script::default() });
    key(&kept).await.unwrap();
    kept.forget("0");
    let stale = CredentialsError::Stale { key: "0".into() };
    assert_eq!(key(&kept).await, Err(stale));
    // It may have been refused for a reason that has passed: a key is known everywhere only some time after it is made.
    sleep(Duration::from_secs(1)).await;
    assert_eq!((key(&kept).await.as_deref(), loads(&script)), (Ok("0"), 3));
}
