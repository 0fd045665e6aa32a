//! Waiting on a condition, with a bound: what these tests do instead of sleeping.

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, interval};

/// How often a condition is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// Waits until `condition` gives a value.
///
/// # Panics
/// When it has not within `bound`, naming what was waited for.
pub async fn until<T, F: Future<Output = Option<T>>>(
    what: &str,
    bound: Duration,
    mut condition: impl FnMut() -> F,
) -> T {
    let deadline = Instant::now() + bound;
    let mut looks = interval(LOOK);
    loop {
        looks.tick().await;
        if let Some(value) = condition().await {
            return value;
        }
        assert!(Instant::now() < deadline, "waited {bound:?} in vain for {what}");
    }
}
