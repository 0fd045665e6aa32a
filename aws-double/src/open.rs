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

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    use super::*;

    /// What is answered to a request with these headers and this body.
    async fn said(double: &Double, head: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(double.at).await.expect("it is open");
        let length = body.len();
        let request =
            format!("{head}\r\nhost: x\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}");
        stream.write_all(request.as_bytes()).await.expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("it answers");
        answer
    }

    #[tokio::test]
    async fn what_aws_would_refuse_is_refused_and_counted() {
        let double = Double::open(DoubleSettings::new()).await;
        let json = "POST / HTTP/1.1\r\ncontent-type: application/x-amz-json-1.1\r\nx-amz-target:";
        for (head, body, code) in [
            (format!("{json} Firehose_20150804.PutRecordBatch"), "{}", "MissingAuthenticationToken"),
            (format!("{json} Firehose_20150804.PutRecord"), "{}", "UnknownOperation"),
            ("POST / HTTP/1.1".into(), "{}", "UnknownOperation"),
            (format!("{json} AWSCognitoIdentityService.GetId"), "{", "SerializationException"),
            (format!("{json} AWSCognitoIdentityService.GetId"), "{}", "ValidationException"),
        ] {
            let answer = said(&double, &head, body).await;
            assert!(answer.starts_with("HTTP/1.1 400") && answer.contains(code), "{head}: {answer}");
        }
        assert_eq!((double.account().refused, double.account().get_id), (5, 0));
        let counts = said(&double, "GET / HTTP/1.1", "").await;
        assert!(counts.contains(r#""refused":5"#), "{counts}");
    }

    #[tokio::test]
    async fn pages_of_any_origin_may_call_and_read_the_answer() {
        let double = Double::open(DoubleSettings::new()).await;
        let head = "OPTIONS / HTTP/1.1\r\norigin: https://menu.example\r\naccess-control-request-method: POST\r\n\
                    access-control-request-headers: authorization,x-amz-date";
        let answer = said(&double, head, "").await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        for line in [
            "access-control-allow-origin: *",
            "access-control-allow-headers: authorization,x-amz-date",
            "access-control-max-age: 172800",
        ] {
            assert!(answer.contains(line), "{line} in {answer}");
        }
        let head = "POST / HTTP/1.1\r\norigin: https://menu.example";
        let refused = said(&double, head, "").await;
        assert!(refused.contains("access-control-allow-origin: *") && refused.contains("Date"), "{refused}");
        let no_preflight = said(&double, "OPTIONS / HTTP/1.1", "").await;
        assert!(no_preflight.starts_with("HTTP/1.1 403"), "{no_preflight}");
        assert_eq!(double.account().preflights, 2);
    }

    #[tokio::test]
    async fn a_script_is_followed_and_then_over() {
        let double = Double::open(DoubleSettings::new()).await;
        double.script(Call::GetId, [Fault::Throttle, Fault::Status(500)]);
        let head = "POST / HTTP/1.1\r\ncontent-type: application/x-amz-json-1.1\r\n\
                    x-amz-target: AWSCognitoIdentityService.GetId";
        let body = format!(r#"{{"IdentityPoolId":"{}"}}"#, DoubleSettings::new().pool.id);
        for starts in ["HTTP/1.1 400", "HTTP/1.1 500", "HTTP/1.1 200"] {
            assert!(said(&double, head, &body).await.starts_with(starts));
        }
        assert_eq!(double.account().get_id, 3);
    }
}
