//! What dead letters there are, looked at without sending any.

use std::collections::BTreeMap;
use std::sync::Arc;

use linger_collector::dead_letter::{DeadLetter, DeadLetterError, DeadLetters, Filter, Reason, Stored};
use linger_collector::pipeline::place;
use linger_collector::settings::{DeadLetterPlace, Settings, SinkName};
use linger_collector::{Clock, SystemClock};

/// The dead letters that a filter chooses.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) by_reason: BTreeMap<Reason, Of>,
    /// Lines that are no letters.
    pub(super) unreadable: u64,
}

/// Those of one reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Of {
    pub(super) letters: u64,
    pub(super) events: u64,
    /// Letters that hold no batch that could be sent.
    pub(super) unsendable: u64,
}

impl Counted {
    /// Letters that can be sent.
    pub(super) fn sendable(&self) -> u64 {
        self.by_reason.values().map(|of| of.letters - of.unsendable).sum()
    }

    fn take(&mut self, filter: &Filter, stored: &Stored) {
        match &stored.letter {
            Ok(letter) if filter.chooses(letter) => {
                self.by_reason.entry(letter.reason).or_default().take(letter);
            }
            Ok(_) => {}
            Err(_) => self.unreadable += 1,
        }
    }
}

impl Of {
    fn take(&mut self, letter: &DeadLetter) {
        let entry = letter.entry();
        self.letters += 1;
        self.events += entry.as_ref().map_or(0, |entry| u64::from(entry.events));
        self.unsendable += u64::from(entry.is_none());
    }
}

/// Counts the dead letters that a filter chooses.
pub(super) async fn count(settings: &Settings, filter: &Filter) -> Result<Counted, String> {
    if let DeadLetterPlace::Folder(folder) = &settings.dead_letters.to
        && !folder.exists()
    {
        return Ok(Counted::default());
    }
    // The sink is not needed yet, and opening the lake would lock it.
    let settings = Settings { sink: SinkName::Memory, ..settings.clone() };
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let letters = place(&settings, &clock).map_err(|problems| problems.join("; "))?.dead_letters;
    in_files(&letters, filter).await.map_err(|error| error.to_string())
}

async fn in_files(letters: &DeadLetters, filter: &Filter) -> Result<Counted, DeadLetterError> {
    let mut counted = Counted::default();
    for file in letters.files(filter).await? {
        for stored in letters.read(&file).await? {
            counted.take(filter, &stored);
        }
    }
    Ok(counted)
}
