//! What the metrics are told of the spool, delivery and the credentials.

use std::sync::Arc;

use super::sinks::Place;
use crate::clock::Clock;
use crate::deliver::DeliveryCounters;
use crate::metrics::{CredentialsFigures, DeliveryFigures, MetricsSource, SpoolFigures};
use crate::spool::Spool;

/// Where the numbers come from.
pub(super) struct Figures {
    spool: Spool,
    counters: Arc<DeliveryCounters>,
    place: Place,
    clock: Arc<dyn Clock>,
}

impl Figures {
    pub(super) fn new(
        spool: Spool,
        counters: Arc<DeliveryCounters>,
        place: Place,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { spool, counters, place, clock }
    }
}

impl MetricsSource for Figures {
    fn spool(&self) -> Option<SpoolFigures> {
        let usage = self.spool.usage();
        let age_ms = usage.oldest_at_ms.map_or(0, |oldest| self.clock.now_ms().saturating_sub(oldest));
        Some(SpoolFigures {
            bytes: usage.bytes,
            bytes_max: usage.bytes_max,
            batches: usage.entries,
            oldest_age_ms: u64::try_from(age_ms).unwrap_or(0),
            commits: usage.commits,
            committed_batches: usage.committed_batches,
        })
    }

    fn delivery(&self) -> Option<DeliveryFigures> {
        let counts = self.counters.snapshot();
        let billed_bytes = self.place.sink.limits().billed_bytes as u64;
        Some(DeliveryFigures {
            calls: vec![
                ("answered", counts.calls.answered),
                ("throttled", counts.calls.throttled),
                ("unavailable", counts.calls.unavailable),
                ("unanswered", counts.calls.unanswered),
                ("refused", counts.calls.refused),
                ("denied", counts.calls.denied),
            ],
            records: vec![
                ("accepted", counts.records.accepted),
                ("throttled", counts.records.throttled),
                ("failed", counts.records.failed),
            ],
            retries: counts.resent_records,
            concurrency: counts.concurrency as u64,
            raw_bytes: counts.raw_bytes,
            // A unit of one byte is no bill.
            billed_bytes: if billed_bytes > 1 { counts.billed_units * billed_bytes } else { 0 },
        })
    }

    fn credentials(&self) -> Option<CredentialsFigures> {
        let expires_at_ms = self.place.credentials_expire_at_ms()?;
        Some(CredentialsFigures { expires_at_ms })
    }
}
