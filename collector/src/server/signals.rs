//! What asks a server to end.

use std::io;

use tokio::sync::watch;

/// Whether a signal asked for the end. Listened for from before the first address is printed, so that no signal
/// finds the default action.
#[derive(Clone, Debug)]
pub struct Signals(watch::Receiver<bool>);

impl Signals {
    /// Listens for Ctrl-C and, on Unix, SIGTERM.
    ///
    /// # Errors
    /// The system does not let this process listen.
    pub fn try_listen() -> io::Result<Self> {
        let asked = asked_to_end()?;
        let (tell, told) = watch::channel(false);
        tokio::spawn(async move {
            asked.await;
            tell.send_replace(true);
        });
        Ok(Self(told))
    }

    /// Waits for the signal.
    pub async fn asked(mut self) {
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
