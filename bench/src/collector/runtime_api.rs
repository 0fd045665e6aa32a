//! Lambda's Runtime API on the loopback: hands an event to the function each time it asks, and notes when the answer comes.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use http_body_util::{BodyExt, Collected, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{Duration, Instant};

use super::Result;

/// An invocation that was answered.
#[derive(Clone, Debug)]
pub struct Answered {
    /// When the answer was whole.
    pub at: Instant,
    /// From when the event was handed out.
    pub took: Duration,
    /// The answer.
    pub body: String,
}

/// The service.
#[derive(Debug)]
pub struct RuntimeApi {
    /// What `AWS_LAMBDA_RUNTIME_API` says.
    pub address: SocketAddr,
    answers: UnboundedReceiver<Answered>,
}

struct Service {
    events: Vec<Bytes>,
    began: Instant,
    next: AtomicU64,
    /// When the last event was handed out, in microseconds after `began`: a function has one at a time.
    handed_us: AtomicU64,
    answers: UnboundedSender<Answered>,
}

impl RuntimeApi {
    /// Starts it with these events; who asks for more waits for ever, as a function that nobody calls does.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn start(events: Vec<Bytes>) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let (sender, answers) = unbounded_channel();
        let (next, handed_us) = (AtomicU64::new(0), AtomicU64::new(0));
        let service = Arc::new(Service { events, began: Instant::now(), next, handed_us, answers: sender });
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&service)));
            }
        });
        Ok(Self { address, answers })
    }

    /// The next answer; `None` when nobody can answer any more.
    pub async fn answered(&mut self) -> Option<Answered> {
        self.answers.recv().await
    }
}

async fn serve(stream: TcpStream, service: Arc<Service>) {
    let answer = service_fn(move |request| answer(Arc::clone(&service), request));
    // A function that is killed breaks its connection.
    drop(http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await);
}

async fn answer(
    service: Arc<Service>,
    request: Request<Incoming>,
) -> std::result::Result<Response<Full<Bytes>>, Infallible> {
    if request.method() == Method::GET {
        return Ok(service.hand_out().await);
    }
    let body = request.into_body().collect().await.map(Collected::to_bytes).unwrap_or_default();
    service.note(&body);
    let mut accepted = Response::new(Full::default());
    *accepted.status_mut() = StatusCode::ACCEPTED;
    Ok(accepted)
}

impl Service {
    async fn hand_out(&self) -> Response<Full<Bytes>> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let event = usize::try_from(number).ok().and_then(|number| self.events.get(number));
        let Some(event) = event else { return std::future::pending().await };
        let us = self.began.elapsed().as_micros();
        self.handed_us.store(u64::try_from(us).unwrap_or(u64::MAX), Ordering::Relaxed);
        let response = Response::builder()
            .header("content-type", "application/json")
            .header("lambda-runtime-aws-request-id", format!("request-{number}"))
            .header("lambda-runtime-deadline-ms", DEADLINE_MS)
            .header(
                "lambda-runtime-invoked-function-arn",
                "arn:aws:lambda:us-east-1:000000000000:function:bench",
            )
            .header("lambda-runtime-trace-id", "Root=1-00000000-000000000000000000000000");
        response.body(Full::new(event.clone())).expect("the headers are sound")
    }

    fn note(&self, body: &[u8]) {
        let at = Instant::now();
        let handed = self.began + Duration::from_micros(self.handed_us.load(Ordering::Relaxed));
        let body = String::from_utf8_lossy(body).into_owned();
        // Nobody listens once all was measured.
        drop(self.answers.send(Answered { at, took: at.saturating_duration_since(handed), body }));
    }
}

/// 2100-01-01: no invocation of a bench is late.
const DEADLINE_MS: &str = "4102444800000";
