//! The end: no new connections, the requests that run are answered, the lake keeps what it has, all within
//! [`SHUTDOWN_MAX`].

use std::io;
use std::time::Duration;

use axum::Router;
use linger_collector::sink::lake::Lake;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::failure::Failure;

/// Longest time from signal to end: what `docker stop` grants before it kills.
const SHUTDOWN_MAX: Duration = Duration::from_secs(10);

/// The part of it for requests; a batch waits for the lake's flush age, which is a second. The rest is the lake's.
const DRAIN_MAX: Duration = Duration::from_secs(SHUTDOWN_MAX.as_secs() / 2);

const CLOSE_MAX: Duration = Duration::from_secs(SHUTDOWN_MAX.as_secs() - DRAIN_MAX.as_secs());

/// Whether a signal asked for the end. Listened for from before the first address is printed, so that no signal
/// finds the default action.
pub(super) struct Signals(watch::Receiver<bool>);

impl Signals {
    /// Listens for Ctrl-C and, on Unix, SIGTERM.
    pub(super) fn try_listen() -> io::Result<Self> {
        let asked = asked_to_end()?;
        let (tell, told) = watch::channel(false);
        tokio::spawn(async move {
            asked.await;
            tell.send_replace(true);
        });
        Ok(Self(told))
    }

    async fn asked(mut self) {
        // An error means that the task above is gone, which is the runtime's end.
        let _ = self.0.wait_for(|asked| *asked).await;
    }
}

#[cfg(unix)]
fn asked_to_end() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn asked_to_end() -> io::Result<impl Future<Output = ()>> {
    Ok(async { tokio::signal::ctrl_c().await.unwrap_or_default() })
}

/// Serves until a signal, and then until the running requests are answered or [`DRAIN_MAX`] has passed.
pub(super) async fn serve_until(signals: Signals, listener: TcpListener, router: Router) {
    let drained = Signals(signals.0.clone());
    let server = axum::serve(listener, router).with_graceful_shutdown(signals.asked());
    let overdue = async {
        drained.asked().await;
        sleep(DRAIN_MAX).await;
    };
    tokio::select! {
        _ = server.into_future() => {}
        () = overdue => eprintln!("requests that did not end within {} s were cut off", DRAIN_MAX.as_secs()),
    }
}

/// Writes what the lake still holds.
pub(super) async fn close(lake: &Lake) -> Result<(), Failure> {
    match timeout(CLOSE_MAX, lake.close()).await {
        Ok(closed) => closed.map_err(|error| Failure::Broken(error.to_string())),
        Err(_) => Err(Failure::Broken(format!(
            "the lake did not finish within {} s; its last events were not confirmed, and their pages send them again",
            CLOSE_MAX.as_secs()
        ))),
    }
}
