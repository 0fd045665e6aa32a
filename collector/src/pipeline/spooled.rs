//! The server's intake: safe is what is on the disk.

use crate::Readiness;
use crate::deliver::{Health, Settle, Verdict};
use crate::entry::Entry;
use crate::intake::{Intake, IntakeError, Kept};
use crate::sink::BoxFuture;
use crate::spool::{Position, Spool};

/// Batches go to the spool.
pub(super) struct Spooled(pub(super) Spool);

impl Intake for Spooled {
    fn accept(&self, entry: Entry) -> BoxFuture<'_, Result<Kept, IntakeError>> {
        Box::pin(async { self.0.append(entry).await.map(|()| Kept::Spooled) })
    }

    fn ready(&self) -> Result<(), String> {
        self.0.ready()
    }
}

impl Settle<Position> for Spool {
    fn settle(&self, positions: &[Position], _: Verdict) {
        Self::settle(self, positions);
    }
}

impl Readiness for Health {
    fn ready(&self) -> Result<(), String> {
        Self::ready(self)
    }
}
