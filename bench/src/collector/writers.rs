//! Phones that send until the collector is gone, and remember what it has acknowledged.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use linger_wire::Id;
use tokio::task::JoinSet;
use tokio::time::{Duration, sleep};

use super::body::Template;
use super::client::Connection;

/// After an answer that asks for another try. A phone waits for seconds.
const RETRY: Duration = Duration::from_millis(20);

/// What all connections share.
#[derive(Debug)]
pub struct Writers {
    template: Template,
    batches_max: u64,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    next: u64,
    /// Sent, and never answered with 2xx: they go first the next time, as a phone sends them again.
    open: BTreeSet<Id>,
    sent_again: BTreeSet<Id>,
    acknowledged: BTreeSet<Id>,
}

impl Writers {
    /// Writers that send at most so many different batches.
    #[must_use]
    pub fn new(batches_max: u64) -> Arc<Self> {
        Arc::new(Self { template: Template::default(), batches_max, state: Mutex::default() })
    }

    /// What the batches are made of.
    #[must_use]
    pub fn template(&self) -> &Template {
        &self.template
    }

    /// Visits whose batch was answered with 2xx.
    #[must_use]
    pub fn acknowledged(&self) -> BTreeSet<Id> {
        self.state().acknowledged.clone()
    }

    /// Visits whose batch went more than once, as an earlier request had no good answer.
    #[must_use]
    pub fn sent_again(&self) -> BTreeSet<Id> {
        self.state().sent_again.clone()
    }

    /// Begins to send over so many connections; each ends when its connection breaks, or nothing is left to send.
    #[must_use]
    pub fn begin(self: &Arc<Self>, address: SocketAddr, connections: usize) -> JoinSet<()> {
        let mut tasks = JoinSet::new();
        for _ in 0..connections {
            tasks.spawn(Arc::clone(self).send(address));
        }
        tasks
    }

    async fn send(self: Arc<Self>, address: SocketAddr) {
        let Ok(mut connection) = Connection::open(address).await else { return };
        while let Some(visit) = self.take() {
            match connection.post(self.template.of(visit)).await {
                Ok(status) if status.is_success() => _ = self.state().acknowledged.insert(visit),
                Ok(_) => {
                    self.state().open.insert(visit);
                    sleep(RETRY).await;
                }
                Err(_) => {
                    self.state().open.insert(visit);
                    return;
                }
            }
        }
    }

    fn take(&self) -> Option<Id> {
        let mut state = self.state();
        if let Some(visit) = state.open.pop_first() {
            state.sent_again.insert(visit);
            return Some(visit);
        }
        (state.next < self.batches_max).then(|| {
            state.next += 1;
            Id::from_bits(state.next.into())
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
