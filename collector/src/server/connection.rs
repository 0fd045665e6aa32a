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

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use bytes::Bytes;
    use http_body_util::Full;
    use hyper::Response;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
    use tokio::time::{Instant, sleep};
    use tower::service_fn;

    use super::*;
    use crate::metrics::MetricsSource;

    const ASK: &[u8] = b"GET / HTTP/1.1\r\nHost: linger\r\n\r\n";

    /// The other end of a connection that is served, and what tells the end.
    struct Peers {
        client: DuplexStream,
        counts: Arc<ServerCounts>,
        stage: watch::Sender<Stage>,
        begun: Instant,
    }

    /// Serves with answers that take this long.
    fn peers(answer_takes: Duration) -> Peers {
        let (client, io) = duplex(4096);
        let (stage, told) = watch::channel(Stage::Open);
        let counts = Arc::new(ServerCounts::default());
        let connections = Connections::new(&ServerSettings::default(), counts.clone(), told);
        let service = service_fn(move |_: Request<Incoming>| async move {
            sleep(answer_takes).await;
            Ok(Response::new(Full::new(Bytes::from_static(b"ok"))))
        });
        tokio::spawn(async move { connections.serve(io, Ipv4Addr::LOCALHOST.into(), service).await });
        Peers { client, counts, stage, begun: Instant::now() }
    }

    impl Peers {
        async fn ask(&mut self) -> String {
            self.client.write_all(ASK).await.expect("open");
            let mut answer = vec![0; 1024];
            let bytes = self.client.read(&mut answer).await.expect("open");
            String::from_utf8_lossy(&answer[..bytes]).into_owned()
        }

        /// Seconds from the beginning to the connection's end, and why it was cut.
        async fn end(mut self) -> (u64, Vec<&'static str>) {
            let mut rest = Vec::new();
            // Whether it ends in order or not is the same here.
            let _ = self.client.read_to_end(&mut rest).await;
            let cut = self.counts.server().expect("its own").cut;
            let reasons =
                cut.into_iter().filter_map(|(reason, count)| (count > 0).then_some(reason)).collect();
            (self.begun.elapsed().as_secs(), reasons)
        }
    }

    fn settings() -> (u64, u64) {
        let settings = ServerSettings::default();
        (settings.header_timeout.as_secs(), settings.idle_timeout.as_secs())
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_begins_and_does_not_end_is_cut() {
        for begun in [
            &b""[..],
            b"P",
            b"PRI * HTTP/2.0\r\n",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost:",
        ] {
            let mut peers = peers(Duration::ZERO);
            peers.client.write_all(begun).await.expect("open");
            let (seconds, reasons) = peers.end().await;
            assert!((settings().0..=settings().0 + 2).contains(&seconds), "{begun:?}: {seconds} s");
            assert_eq!(reasons, ["slow"], "{begun:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_drips_is_cut_all_the_same() {
        let mut peers = peers(Duration::ZERO);
        for byte in ASK.iter().cycle().take(ASK.len() - 1) {
            if peers.client.write_all(&[*byte]).await.is_err() {
                break;
            }
            sleep(Duration::from_secs(1)).await;
        }
        let (_, reasons) = peers.end().await;
        assert_eq!(reasons, ["slow"]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_is_kept_for_the_next_request_and_not_for_ever() {
        let mut peers = peers(Duration::ZERO);
        assert!(peers.ask().await.starts_with("HTTP/1.1 200"));
        sleep(Duration::from_secs(settings().1 - 5)).await;
        assert!(peers.ask().await.starts_with("HTTP/1.1 200"));
        let (seconds, reasons) = peers.end().await;
        let expected = 2 * settings().1 - 5;
        assert!((expected..=expected + settings().0 + 2).contains(&seconds), "{seconds} s");
        assert_eq!(reasons, ["idle"]);
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_is_being_served_is_waited_for() {
        let mut peers = peers(Duration::from_secs(1000));
        assert!(peers.ask().await.starts_with("HTTP/1.1 200"));
    }

    #[tokio::test(start_paused = true)]
    async fn the_end_waits_for_answers_and_for_nobody_who_asks_nothing() {
        let mut asking = peers(Duration::from_secs(3));
        let silent = peers(Duration::ZERO);
        asking.client.write_all(ASK).await.expect("open");
        sleep(Duration::from_secs(1)).await;
        asking.stage.send_replace(Stage::Draining);
        silent.stage.send_replace(Stage::Draining);
        assert!(silent.end().await.0 <= 3);
        let mut answer = String::new();
        asking.client.read_to_string(&mut answer).await.expect("answered, then closed in order");
        assert!(answer.ends_with("ok"), "{answer}");
        assert_eq!(asking.begun.elapsed().as_secs(), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn at_the_very_end_nobody_is_waited_for() {
        let mut peers = peers(Duration::from_secs(1000));
        peers.client.write_all(ASK).await.expect("open");
        sleep(Duration::from_secs(1)).await;
        peers.stage.send_replace(Stage::Draining);
        sleep(Duration::from_secs(5)).await;
        peers.stage.send_replace(Stage::Cut);
        assert_eq!(peers.end().await.0, 6);
    }
}
