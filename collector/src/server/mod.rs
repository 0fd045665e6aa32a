//! Listens, and hands requests to a router: HTTP/1.1 and HTTP/2, with TLS or without. Whoever is slow, silent or one too
//! many is not waited for; whoever is being served when the end comes is served.

mod connection;
mod counts;
mod log;
mod pulse;
mod settings;
mod signals;
mod tls;

use std::convert::Infallible;
use std::error::Error;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Incoming};
use hyper::{Request, Response};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};
use tower::Service;

use connection::{Connections, Stage};
pub use counts::ServerCounts;
pub use log::log;
pub use settings::{ServerSettings, TlsSettings};
pub use signals::Signals;
use tls::Tls;

/// What is asked for answers: a router, or anything that is one to tower.
pub trait Answers<B>:
    Service<Request<Incoming>, Response = Response<B>, Error = Infallible, Future: Send> + Clone + Send + 'static
{
}

impl<B, S> Answers<B> for S where
    S: Service<Request<Incoming>, Response = Response<B>, Error = Infallible, Future: Send>
        + Clone
        + Send
        + 'static
{
}

/// What an answer is made of.
pub trait AnswerBody: Body<Data = Bytes, Error: Into<Box<dyn Error + Send + Sync>>> + Send + 'static {}

impl<B> AnswerBody for B where
    B: Body<Data = Bytes, Error: Into<Box<dyn Error + Send + Sync>>> + Send + 'static
{
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Connections whose requests were not answered in [`ServerSettings::drain`] and were cut.
    pub cut: usize,
}

/// How long to wait when no connection can be accepted: ours; the usual reason is that there are no file descriptors left,
/// and those come back as connections end.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// How often the certificate's files are looked at: ours; who renews one does so days ahead.
const CERTIFICATE_LOOK: Duration = Duration::from_mins(1);

/// A server that is ready to listen.
#[derive(Debug)]
pub struct Server {
    settings: ServerSettings,
    tls: Option<Tls>,
    counts: Arc<ServerCounts>,
}

impl Server {
    /// Checks the settings and reads the certificate.
    ///
    /// # Errors
    /// All that is wrong with them.
    pub fn try_new(settings: ServerSettings) -> Result<Self, Vec<String>> {
        let mut problems = settings.problems();
        let tls = settings.tls.clone().map(|files| Tls::try_open(files, settings.http2)).transpose();
        let tls = tls.map_err(|problem| problems.push(problem)).unwrap_or_default();
        if problems.is_empty() { Ok(Self { settings, tls, counts: Arc::default() }) } else { Err(problems) }
    }

    /// Its counts, for `/metrics`.
    #[must_use]
    pub fn counts(&self) -> Arc<ServerCounts> {
        self.counts.clone()
    }

    /// Serves until `shutdown`, then accepts nothing more, and gives the requests that run the time of
    /// [`ServerSettings::drain`]. Each request carries its [`crate::edge::Peer`].
    pub async fn serve<B: AnswerBody>(
        self,
        listener: TcpListener,
        service: impl Answers<B>,
        shutdown: impl Future<Output = ()>,
    ) -> Ended {
        let Self { settings, tls, counts } = self;
        let places = Arc::new(Semaphore::new(settings.connections_max));
        let (stage, told) = watch::channel(Stage::Open);
        let connections = Connections::new(&settings, counts, told);
        let accepting = accept(listener, tls, &places, connections, service);
        tokio::select! {
            () = shutdown => {}
            () = accepting => {}
        }
        stage.send_replace(Stage::Draining);
        let ended = drain(&places, &settings).await;
        stage.send_replace(Stage::Cut);
        ended
    }
}

/// Waits until every place is free again.
async fn drain(places: &Arc<Semaphore>, settings: &ServerSettings) -> Ended {
    let all = u32::try_from(settings.connections_max).unwrap_or(u32::MAX);
    match timeout(settings.drain, places.acquire_many(all)).await {
        Ok(_) => Ended { cut: 0 },
        Err(_) => Ended { cut: settings.connections_max - places.available_permits() },
    }
}

/// Accepts for ever. Where all places are taken, newcomers wait in the system's queue.
async fn accept<B: AnswerBody>(
    listener: TcpListener,
    mut tls: Option<Tls>,
    places: &Arc<Semaphore>,
    connections: Connections,
    service: impl Answers<B>,
) {
    let mut look = interval(CERTIFICATE_LOOK);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let mut next = pin!(next(&listener, places));
        let accepted = loop {
            tokio::select! {
                accepted = next.as_mut() => break accepted,
                _ = look.tick() => tls.iter_mut().for_each(Tls::renew),
            }
        };
        match accepted {
            Ok((stream, peer, place)) => {
                connections.spawn(stream, peer, tls.as_ref(), service.clone(), place);
            }
            Err(error) => {
                tracing::warn!(%error, "no connection could be accepted");
                sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

async fn next(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = places.clone().acquire_owned().await.expect("the places are never closed");
    let (stream, peer) = listener.accept().await?;
    stream.set_nodelay(true)?;
    Ok((stream, peer, place))
}
