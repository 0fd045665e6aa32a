//! A running double.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::account::{Account, Taken};
use crate::fault::{Call, Fault};
use crate::line;
use crate::plan::Plan;
use crate::settings::DoubleSettings;
use crate::state::Shared;

/// A running double; dropping it closes its port and breaks off what is under way.
#[derive(Debug)]
pub struct Double {
    shared: Arc<Shared>,
    line: Option<JoinHandle<()>>,
    at: SocketAddr,
}

impl Double {
    /// Opens one on a free port of this machine.
    ///
    /// # Panics
    /// When there is no port.
    pub async fn open(settings: DoubleSettings) -> Self {
        Self::open_at(settings, 0).await
    }

    /// Opens one on this port.
    ///
    /// # Panics
    /// When the port is taken.
    pub async fn open_at(settings: DoubleSettings, port: u16) -> Self {
        let at = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut double = Self { shared: Arc::new(Shared::new(settings)), line: None, at };
        double.up().await;
        double
    }

    /// The address of all its services.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.at)
    }

    /// The next calls of this kind end so, one after the other; then all is as it was.
    pub fn script(&self, call: Call, faults: impl IntoIterator<Item = Fault>) {
        self.shared.state().script.entry(call).or_default().extend(faults);
    }

    /// Puts that no script speaks of meet the faults of this plan from now on.
    pub fn plan(&self, plan: Plan) {
        self.shared.state().plan = plan;
    }

    /// All counts so far.
    #[must_use]
    pub fn account(&self) -> Account {
        self.shared.state().account.clone()
    }

    /// All records taken so far, in the order in which they were.
    #[must_use]
    pub fn taken(&self) -> Vec<Taken> {
        self.shared.state().taken.clone()
    }

    /// Every key given out so far has expired.
    pub fn expire_keys(&self) {
        self.shared.state().keys.expire();
    }

    /// Every identity made so far is deleted.
    pub fn forget_identities(&self) {
        self.shared.state().identities.clear();
    }

    /// Closes the port, and breaks off what is under way: whoever connects is refused by the system.
    pub async fn down(&mut self) {
        if let Some(line) = self.line.take() {
            line.abort();
            // Its end is the port's.
            let _ = line.await;
        }
    }

    /// Opens the port again, the same one, with all it had.
    ///
    /// # Panics
    /// When another program has taken it.
    pub async fn up(&mut self) {
        let listener = TcpListener::bind(self.at).await.expect("the double's port is free");
        self.at = listener.local_addr().expect("a listener has an address");
        self.line = Some(tokio::spawn(line::serve(listener, self.shared.clone())));
    }
}

impl Drop for Double {
    fn drop(&mut self) {
        if let Some(line) = &self.line {
            line.abort();
        }
    }
}
