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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::{Request, StatusCode};
    use http_body_util::Full;
    use hyper::body::Bytes;
    use hyper_util::client::legacy::Client;
    use hyper_util::rt::TokioExecutor;

    use super::*;
    use crate::until::until;

    /// The status and `Retry-After` of a batch's answer; `None` where the connection fails.
    async fn sent(collector: &Collector) -> Option<(StatusCode, String)> {
        let client = Client::builder(TokioExecutor::new()).build_http();
        let body = r#"{"visit":"v","events":[["c",0,0,"order",{"n":1}]]}"#;
        let request = Request::post(collector.endpoint()).body(Full::<Bytes>::from(body));
        let response = client.request(request.expect("a sound request")).await.ok()?;
        let wait = response.headers().get("retry-after").and_then(|wait| wait.to_str().ok());
        Some((response.status(), wait.unwrap_or_default().to_owned()))
    }

    #[tokio::test]
    async fn it_answers_as_it_is_told_and_keeps_account() {
        let collector = Collector::open().await;
        assert_eq!(sent(&collector).await.map(|answer| answer.0), Some(StatusCode::ACCEPTED));
        collector.answer(Answer::Status(429, Some(RetryAfter::Seconds(7))));
        assert_eq!(sent(&collector).await, Some((StatusCode::TOO_MANY_REQUESTS, "7".to_owned())));
        collector.answer(Answer::TakenAndReset);
        assert_eq!(sent(&collector).await, None);
        let account = collector.account();
        assert_eq!((account.posts.len(), account.doubled(), account.reports("order")), (3, 1, vec![1]));
    }

    #[tokio::test]
    async fn it_can_be_silent_and_it_can_be_gone() {
        let mut collector = Collector::open().await;
        collector.answer(Answer::Silence);
        let arrived = until("the request", Duration::from_secs(10), || async {
            (collector.account().posts.len() == 1).then_some(())
        });
        tokio::select! {
            answer = sent(&collector) => panic!("it said {answer:?}"),
            () = arrived => {}
        }
        collector.down().await;
        assert_eq!(sent(&collector).await, None);
        collector.answer(Answer::Taken);
        collector.up().await;
        assert_eq!(sent(&collector).await.map(|answer| answer.0), Some(StatusCode::ACCEPTED));
    }
}
