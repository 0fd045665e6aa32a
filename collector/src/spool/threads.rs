//! The two threads of a spool: one commits, one deletes. Of the system's, not tokio's tasks, as both wait for the disk.

use std::io;
use std::mem;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::shared::Shared;
use super::writer::Writer;

/// How often a checkpoint is written, at most: ours; what was delivered within it before a crash is delivered again,
/// and each costs three syncs.
const CHECKPOINT_INTERVAL: Duration = Duration::from_secs(1);

/// The running threads.
pub(super) struct Threads {
    commits: JoinHandle<()>,
    retires: JoinHandle<()>,
    bell: Arc<Bell>,
}

/// Tells the deleting thread that there is something to do.
#[derive(Default)]
pub(super) struct Bell {
    state: Mutex<Rung>,
    rings: Condvar,
}

#[derive(Default)]
struct Rung {
    settled: bool,
    stop: bool,
}

impl Threads {
    pub(super) fn try_start(shared: &Arc<Shared>, writer: Writer) -> io::Result<Self> {
        let bell = Arc::<Bell>::default();
        let retires = {
            let (shared, bell) = (Arc::clone(shared), Arc::clone(&bell));
            thread::Builder::new().name("spool-retire".to_owned()).spawn(move || retire(&shared, &bell))?
        };
        let commits = {
            let shared = Arc::clone(shared);
            thread::Builder::new().name("spool-commit".to_owned()).spawn(move || commit(&shared, writer))
        };
        if commits.is_err() {
            bell.ring(|rung| rung.stop = true);
        }
        Ok(Self { commits: commits?, retires, bell })
    }

    pub(super) fn bell(&self) -> &Arc<Bell> {
        &self.bell
    }

    /// Waits until both have ended. The spool must be closed.
    pub(super) fn join(self) {
        self.bell.ring(|rung| rung.stop = true);
        for thread in [self.commits, self.retires] {
            if thread.join().is_err() {
                tracing::error!("a thread of the spool has panicked");
            }
        }
    }
}

impl Bell {
    /// Something was settled.
    pub(super) fn settled(&self) {
        self.ring(|rung| rung.settled = true);
    }

    fn ring(&self, change: impl FnOnce(&mut Rung)) {
        change(&mut self.state());
        self.rings.notify_one();
    }

    /// Waits for something to do; whether there will be more.
    fn wait(&self) -> bool {
        let idle = |rung: &mut Rung| !rung.settled && !rung.stop;
        let mut rung = self.rings.wait_while(self.state(), idle).unwrap_or_else(PoisonError::into_inner);
        rung.settled = false;
        !rung.stop
    }

    /// Waits for this long, or until there will be no more.
    fn pause(&self, time: Duration) {
        let paused = self.rings.wait_timeout_while(self.state(), time, |rung| !rung.stop);
        mem::drop(paused.unwrap_or_else(PoisonError::into_inner));
    }

    fn state(&self) -> MutexGuard<'_, Rung> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the spool also when its thread panics, so that nobody waits for ever.
struct Ends<'a>(&'a Shared);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.end();
    }
}

fn commit(shared: &Shared, mut writer: Writer) {
    let ends = Ends(shared);
    let mut entries = Vec::new();
    while let Some(duty) = shared.handover.take(&mut entries) {
        let outcome = writer.commit(&entries, shared.clock.now_ms(), &shared.log, &shared.room);
        if outcome.is_ok() {
            shared.succeeded();
        }
        duty.answer(outcome.map_err(|error| shared.failed(&error)));
    }
    drop(ends);
}

fn retire(shared: &Shared, bell: &Bell) {
    while bell.wait() {
        if let Err(error) = shared.retire() {
            tracing::warn!(%error, "what is settled could not be written down; it may be delivered again");
            bell.settled();
        }
        bell.pause(CHECKPOINT_INTERVAL);
    }
}
