//! A collector that fails as it is told to, and keeps account of all it is sent.
//!
//! It speaks HTTP on loopback beside the real one. What it answers is set by a test at any time and holds until the
//! next setting; every request is kept with its time and its answer, whatever that was.

mod account;
mod answer;
mod line;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub use account::{Account, Post};
pub use answer::{Answer, RetryAfter};

/// A running double; dropping it closes its port.
#[derive(Debug)]
pub struct Collector {
    state: Arc<Mutex<State>>,
    line: Option<JoinHandle<()>>,
    at: SocketAddr,
}

/// What the answering tasks share with the test.
#[derive(Debug)]
struct State {
    answer: Answer,
    account: Account,
}

impl Collector {
    /// Opens one that takes everything, on a free port.
    ///
    /// # Panics
    /// When there is no port.
    pub async fn open() -> Self {
        let state = State { answer: Answer::Taken, account: Account::default() };
        let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let mut collector = Self { state: Arc::new(Mutex::new(state)), line: None, at: any };
        collector.up().await;
        collector
    }

    /// Where batches are posted.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}/v1/batches", self.at)
    }

    /// Answers so from now on.
    pub fn answer(&self, answer: Answer) {
        self.state().answer = answer;
    }

    /// Closes the port, and breaks off what is under way: whoever connects is refused by the system.
    pub async fn down(&mut self) {
        if let Some(line) = self.line.take() {
            line.abort();
            // Its end is the port's.
            let _ = line.await;
        }
    }

    /// Opens the port again, the same one.
    ///
    /// # Panics
    /// When another program has taken it.
    pub async fn up(&mut self) {
        let listener = TcpListener::bind(self.at).await.expect("the collector's port is free");
        self.at = listener.local_addr().expect("a listener has an address");
        self.line = Some(tokio::spawn(line::serve(listener, self.state.clone())));
    }

    /// All that has come in so far.
    #[must_use]
    pub fn account(&self) -> Account {
        self.state().account.clone()
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().expect("nobody panics with it")
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        if let Some(line) = &self.line {
            line.abort();
        }
    }
}
