//! The sending.

use std::sync::Arc;

use linger_collector::dead_letter::{Filter, Mode, Progress, ReplayTo, Replayed, replay};
use linger_collector::pipeline::place;
use linger_collector::settings::Settings;
use linger_collector::{Clock, SystemClock};

use super::progress::Bar;

/// Sends the letters that a filter chooses, and shows how far it is.
pub(super) async fn send(settings: &Settings, filter: &Filter, letters: u64) -> Result<Replayed, String> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let place = place(settings, &clock).map_err(|problems| problems.join("; "))?;
    let seed = u64::try_from(clock.now_ms()).unwrap_or_default();
    let to = ReplayTo { sink: place.sink.clone(), settings: settings.delivery.clone(), clock, seed };
    let bar = Bar::of(letters);
    let mut show = |progress: Progress| bar.show(progress.settled);
    let replayed = replay(&place.dead_letters, filter, &to, Mode::Send, &mut show).await;
    bar.end();
    replayed.map_err(|error| error.to_string())
}
