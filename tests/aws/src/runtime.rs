//! Lambda's runtime interface (Lambda developer guide, "Using the Lambda runtime API"): hands out invocations, takes
//! answers, and notes when.

use std::collections::VecDeque;
use std::io::{self, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::http::{self, Request};

const VERSION: &str = "/2018-06-01/runtime";

/// What a function answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The invocation's result.
    Response(Vec<u8>),
    /// The invocation failed, or the function could not start.
    Error(Vec<u8>),
}

/// An interface on a free port of this machine, for one function.
#[derive(Debug)]
pub struct RuntimeApi {
    address: SocketAddr,
    waiting: Arc<Waiting>,
    answers: Mutex<Receiver<(Instant, Answer)>>,
}

/// Invocations that nobody has fetched yet.
#[derive(Debug, Default)]
struct Waiting {
    events: Mutex<VecDeque<Invocation>>,
    more: Condvar,
}

#[derive(Debug)]
struct Invocation {
    event: String,
    /// Milliseconds since 1970.
    deadline_ms: u128,
}

impl RuntimeApi {
    /// One that hands out nothing yet.
    ///
    /// # Panics
    /// When this machine gives it no port.
    #[must_use]
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let waiting = Arc::<Waiting>::default();
        let (sender, answers) = channel();
        let shared = waiting.clone();
        thread::spawn(move || {
            for connection in listener.incoming().map_while(Result::ok) {
                let (waiting, sender) = (shared.clone(), sender.clone());
                // A connection ends with the process at its other end; what it breaks off in is that process's fault.
                thread::spawn(move || drop(serve(connection, &waiting, &sender)));
            }
        });
        Self { address, waiting, answers: Mutex::new(answers) }
    }

    /// Where it listens: the value of `AWS_LAMBDA_RUNTIME_API`.
    #[must_use]
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// Hands out an event that must be answered within this time.
    ///
    /// # Panics
    /// Never: nobody panics while holding the queue.
    pub fn send(&self, event: impl Into<String>, within: Duration) {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let deadline_ms = (now + within).as_millis();
        let mut events = self.waiting.events.lock().expect("nobody panics with it");
        events.push_back(Invocation { event: event.into(), deadline_ms });
        self.waiting.more.notify_one();
    }

    /// The next answer, and when it was whole; `None` where there is none within `bound`.
    ///
    /// # Panics
    /// Never: nobody panics while holding the answers.
    pub fn answer(&self, bound: Duration) -> Option<(Instant, Answer)> {
        self.answers.lock().expect("nobody panics with it").recv_timeout(bound).ok()
    }
}

fn serve(connection: TcpStream, waiting: &Waiting, answers: &Sender<(Instant, Answer)>) -> io::Result<()> {
    connection.set_nodelay(true)?;
    let mut to = connection.try_clone()?;
    let mut from = BufReader::new(connection);
    while let Some(request) = http::read(&mut from)? {
        if request.method == "GET" {
            hand_out(&mut to, waiting)?;
            continue;
        }
        let answer = (Instant::now(), answer(request));
        http::answer(&mut to, "202 Accepted", &[], b"{}")?;
        // Nobody listens any more once the test is over.
        drop(answers.send(answer));
    }
    Ok(())
}

fn answer(request: Request) -> Answer {
    let known = request.path.starts_with(VERSION);
    if known && request.path.ends_with("/response") {
        Answer::Response(request.body)
    } else {
        Answer::Error(request.body)
    }
}

fn hand_out(to: &mut TcpStream, waiting: &Waiting) -> io::Result<()> {
    let events = waiting.events.lock().expect("nobody panics with it");
    let mut events =
        waiting.more.wait_while(events, |events| events.is_empty()).expect("nobody panics with it");
    let Invocation { event, deadline_ms } = events.pop_front().expect("waited until there is one");
    drop(events);
    let headers = [
        "content-type: application/json".to_owned(),
        "lambda-runtime-aws-request-id: 8476a536-e9f4-11e8-9739-2dfe598c3fcd".to_owned(),
        format!("lambda-runtime-deadline-ms: {deadline_ms}"),
        "lambda-runtime-invoked-function-arn: arn:aws:lambda:eu-west-1:123456789012:function:linger"
            .to_owned(),
    ];
    http::answer(to, "200 OK", &headers, event.as_bytes())
}
