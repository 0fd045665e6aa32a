//! One connection, from its first byte to its last.

use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::timeout;
use tower::ServiceExt;

use super::counts::{Cut, Open};
use super::pulse::{Pulse, Watched};
use super::tls::Tls;
use super::{AnswerBody, Answers, ServerCounts, ServerSettings};
use crate::edge::Peer;

/// Bytes of a request's head, at most, and of what is read ahead: ours; the heads of browsers are below 2 KiB, and proxies
/// take 8 KiB of a line.
const HEAD_BYTES_MAX: usize = 64 * 1024;

/// How long a connection on which nothing is asked may take to say goodbye: ours.
const GOODBYE: Duration = Duration::from_secs(1);

/// How far the end is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub(super) enum Stage {
    /// Not yet.
    Open,
    /// What runs is finished.
    Draining,
    /// What still runs is cut.
    Cut,
}

/// What all connections share.
#[derive(Clone)]
pub(super) struct Connections(Arc<Shared>);

struct Shared {
    builder: Builder<TokioExecutor>,
    settings: ServerSettings,
    counts: Arc<ServerCounts>,
    stage: watch::Receiver<Stage>,
}

impl Connections {
    pub(super) fn new(
        settings: &ServerSettings,
        counts: Arc<ServerCounts>,
        stage: watch::Receiver<Stage>,
    ) -> Self {
        let builder = builder(settings.http2);
        Self(Arc::new(Shared { builder, settings: settings.clone(), counts, stage }))
    }

    /// Serves a connection beside all others; its place is free again when it ends.
    pub(super) fn spawn<B: AnswerBody>(
        &self,
        stream: TcpStream,
        peer: SocketAddr,
        tls: Option<&Tls>,
        service: impl Answers<B>,
        place: OwnedSemaphorePermit,
    ) {
        let (connections, acceptor) = (self.clone(), tls.map(Tls::acceptor));
        tokio::spawn(async move {
            let Some(acceptor) = acceptor else {
                connections.serve(stream, peer.ip(), service).await;
                return drop(place);
            };
            match timeout(connections.0.settings.header_timeout, acceptor.accept(stream)).await {
                Ok(Ok(stream)) => connections.serve(stream, peer.ip(), service).await,
                _ => Open::new(connections.0.counts.clone()).cut(Cut::Handshake),
            }
            drop(place);
        });
    }

    /// Serves until either side has enough.
    pub(super) async fn serve<B: AnswerBody>(
        &self,
        io: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
        peer: IpAddr,
        service: impl Answers<B>,
    ) {
        let Shared { builder, settings, counts, stage } = &*self.0;
        let (open, pulse, mut stage) = (Open::new(counts.clone()), Arc::new(Pulse::new()), stage.clone());
        let io = TokioIo::new(Watched::new(io, pulse.clone()));
        let mut connection = pin!(builder.serve_connection(io, answers(service, peer, pulse.clone())));
        tokio::select! {
            biased;
            // Whatever a peer does to its connection concerns nobody else.
            _ = connection.as_mut() => return,
            cut = pulse.lost(settings) => open.cut(cut),
            _ = stage.wait_for(|stage| *stage >= Stage::Draining) => {}
        }
        connection.as_mut().graceful_shutdown();
        tokio::select! {
            biased;
            _ = connection.as_mut() => {}
            () = pulse.quiet(GOODBYE) => {}
            _ = stage.wait_for(|stage| *stage == Stage::Cut) => {}
        }
    }
}

fn builder(http2: bool) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    // The pulse does this, and more.
    builder.http1().header_read_timeout(None).max_buf_size(HEAD_BYTES_MAX);
    if http2 { builder } else { builder.http1_only() }
}

/// The service as hyper asks it, which tells whose request it is and for how long it runs.
fn answers<B: AnswerBody>(
    service: impl Answers<B>,
    peer: IpAddr,
    pulse: Arc<Pulse>,
) -> impl hyper::service::Service<
    Request<Incoming>,
    Response = hyper::Response<B>,
    Error = std::convert::Infallible,
    Future: Send,
> {
    service_fn(move |mut request: Request<Incoming>| {
        let (service, running) = (service.clone(), pulse.run());
        request.extensions_mut().insert(Peer(peer));
        async move {
            let answer = service.oneshot(request).await;
            drop(running);
            answer
        }
    })
}
