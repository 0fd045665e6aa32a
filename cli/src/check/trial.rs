//! One thing that is tried, within bounds.

use std::fmt;
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::timeout;

/// Longest wait for any: ours; the AWS SDK gives up on a machine without a role after some ten seconds.
const WAIT_MAX: Duration = Duration::from_secs(15);

/// What came of it, or what went wrong and what to do.
pub(super) type Answer = Result<String, String>;

/// One thing to try.
pub(super) struct Trial {
    name: &'static str,
    begin: Box<dyn FnOnce() -> JoinHandle<Answer>>,
}

impl Trial {
    /// Something that waits for others.
    pub(super) fn new(name: &'static str, attempt: impl Future<Output = Answer> + Send + 'static) -> Self {
        Self { name, begin: Box::new(|| tokio::spawn(attempt)) }
    }

    /// Something that waits for the disk.
    pub(super) fn of_disk(name: &'static str, attempt: impl FnOnce() -> Answer + Send + 'static) -> Self {
        Self { name, begin: Box::new(|| tokio::task::spawn_blocking(attempt)) }
    }

    /// Begins it, on the runtime that is entered.
    pub(super) fn begin(self) -> UnderWay {
        UnderWay { name: self.name, answer: (self.begin)() }
    }
}

/// A trial under way.
pub(super) struct UnderWay {
    name: &'static str,
    answer: JoinHandle<Answer>,
}

impl UnderWay {
    /// Waits for it, within bounds.
    pub(super) async fn end(self) -> Outcome {
        let answer = match timeout(WAIT_MAX, self.answer).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => Err(format!("it broke off ({error})")),
            Err(_) => Err(format!("no answer within {} s; look at network and endpoint", WAIT_MAX.as_secs())),
        };
        Outcome { name: self.name, answer }
    }
}

/// What came of a trial.
pub(super) struct Outcome {
    name: &'static str,
    answer: Answer,
}

impl Outcome {
    pub(super) fn is_well(&self) -> bool {
        self.answer.is_ok()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, detail) = match &self.answer {
            Ok(detail) => ("ok", detail),
            Err(detail) => ("FAILED", detail),
        };
        write!(out, " {word:<7} {:<18} {detail}", self.name)
    }
}
