//! The sending.

use std::sync::Arc;

use linger_collector::dead_letter::{Filter, Mode, Progress, ReplayTo, Replayed, replay};
use linger_collector::deliver::DeliverySettings;
use linger_collector::pipeline::place;
use linger_collector::settings::{Delivery, Settings};
use linger_collector::{Clock, SystemClock};

use super::progress::Bar;

/// Sends the letters that a filter chooses, and shows how far it is.
pub(super) async fn send(settings: &Settings, filter: &Filter, letters: u64) -> Result<Replayed, String> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let place = place(settings, &clock).map_err(|problems| problems.join("; "))?;
    let seed = u64::try_from(clock.now_ms()).unwrap_or_default();
    let to = ReplayTo { sink: place.sink.clone(), settings: delivery(&settings.delivery), clock, seed };
    let bar = Bar::of(letters);
    let mut show = |progress: Progress| bar.show(progress.settled);
    let replayed = replay(&place.dead_letters, filter, &to, Mode::Send, &mut show).await;
    bar.end();
    replayed.map_err(|error| error.to_string())
}

fn delivery(settings: &Delivery) -> DeliverySettings {
    DeliverySettings {
        flush_age: settings.flush_age,
        concurrency_max: settings.concurrency_max,
        attempts_max: settings.attempts_max,
        call_timeout: settings.call_timeout,
        backoff_base: settings.backoff_base,
        backoff_max: settings.backoff_max,
        drain: settings.drain,
        in_flight_bytes_max: settings.in_flight_bytes_max,
        ..DeliverySettings::default()
    }
}
