//! The collector of a server put together from its settings: the spool, the delivery behind it, the sink, the dead
//! letters, and what the edge needs of them.

#[cfg(feature = "aws")]
mod aws;
mod figures;
#[cfg(feature = "server")]
mod run;
mod sinks;
mod source;
mod spooled;

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;

use crate::Deps;
use crate::clock::Clock;
use crate::deliver::{Delivery, DeliveryCounters, Left, Parts};
use crate::edge::EdgeSettings;
use crate::ledger::Ledger;
use crate::settings::{self, Settings};
use crate::site::Sites;
use crate::spool::{RealDisk, Spool};

use figures::Figures;
use source::SpoolSource;
use spooled::Spooled;

#[cfg(feature = "lambda")]
pub(crate) use aws::Aws;
#[cfg(feature = "server")]
pub use run::{Farewell, Running};
pub use sinks::{Place, place};

/// A collector that takes batches in and delivers them.
pub struct Pipeline {
    spool: Spool,
    delivery: Delivery,
    drain: Duration,
    ledger: Arc<Ledger>,
    figures: Arc<Figures>,
    clock: Arc<dyn Clock>,
}

impl Pipeline {
    /// Opens the spool and begins to deliver what is in it. The sink is asked nothing yet: one that cannot be reached
    /// keeps nobody from starting, as the spool holds what comes.
    ///
    /// # Errors
    /// All that is wrong with the settings, or why the spool or a folder cannot be opened.
    pub async fn try_start(settings: &Settings, clock: Arc<dyn Clock>) -> Result<Self, Vec<String>> {
        let place = place(settings, &clock)?;
        let ledger = Arc::new(Ledger::new());
        let opened = open_spool(settings, &clock, &ledger).await?;
        let counters = Arc::new(DeliveryCounters::new());
        let source = SpoolSource::new(opened, place.dead_letters.clone(), &place.sink, &ledger, &clock);
        let spool = source.spool();
        let parts = Parts {
            source,
            settle: Arc::new(spool.clone()),
            sink: Arc::clone(&place.sink),
            dead_letters: place.dead_letters.clone(),
            ledger: Arc::clone(&ledger),
            counters: Arc::clone(&counters),
            clock: Arc::clone(&clock),
            seed: fastrand::u64(..),
        };
        let delivery = Delivery::try_start(settings.delivery.clone(), parts)?;
        let figures = Arc::new(Figures::new(spool.clone(), counters, place, Arc::clone(&clock)));
        Ok(Self { spool, delivery, drain: settings.delivery.drain, ledger, figures, clock })
    }

    /// What the router needs, for these sites.
    #[must_use]
    pub fn deps(&self, settings: &Settings, sites: Sites) -> Deps {
        let settings::Prices { ingest_per_gb, conversion_per_gb } = settings.prices;
        Deps {
            ledger: Arc::clone(&self.ledger),
            clock: Arc::clone(&self.clock),
            edge: edge(settings),
            readiness: vec![Arc::new(self.delivery.health())],
            metrics: vec![Arc::clone(&self.figures) as Arc<dyn crate::MetricsSource>],
            dollars_per_gb: ingest_per_gb + conversion_per_gb,
            ..Deps::new(sites, Arc::new(Spooled(self.spool.clone())))
        }
    }

    /// Where every event's outcome is counted.
    #[must_use]
    pub fn ledger(&self) -> Arc<Ledger> {
        Arc::clone(&self.ledger)
    }

    /// Takes nothing more, delivers what is there as far as the time for it goes, and closes the spool. What is left is
    /// in the spool, and delivered after the next start.
    ///
    /// # Errors
    /// The spool's last checkpoint could not be written: what was delivered of late comes again after the next start.
    pub async fn drain(self) -> Result<Drained, String> {
        self.spool.close().await.map_err(|error| error.to_string())?;
        let left = timeout(self.drain, self.delivery.finish()).await.ok();
        let closed = self.spool.close().await;
        let events_left = self.ledger.snapshot().pending;
        closed.map(|()| Drained { events_left, broken_off: left }).map_err(|error| error.to_string())
    }
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drained {
    /// Acknowledged events that are still in the spool.
    pub events_left: u64,
    /// What delivery was at; `None` where its time was up.
    pub broken_off: Option<Left>,
}

async fn open_spool(
    settings: &Settings,
    clock: &Arc<dyn Clock>,
    ledger: &Arc<Ledger>,
) -> Result<source::Opened, Vec<String>> {
    let settings = settings.spool.clone();
    let (clock, ledger) = (Arc::clone(clock), Arc::clone(ledger));
    let open = move || Spool::try_open(settings, Arc::new(RealDisk), clock, ledger);
    let opened = tokio::task::spawn_blocking(open).await.map_err(|error| vec![error.to_string()])?;
    opened.map(source::Opened::from).map_err(|error| vec![error.to_string()])
}

pub(crate) fn edge(settings: &Settings) -> EdgeSettings {
    EdgeSettings {
        body_timeout: settings.edge.body_timeout,
        address_rate: settings.edge.address,
        site_rate: settings.edge.site,
        trusted_proxies: settings.edge.trusted_proxies.clone(),
    }
}
