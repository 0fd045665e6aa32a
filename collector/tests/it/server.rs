//! The server over real connections: both versions of HTTP, TLS, places, and the end.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response, StatusCode, Version, header};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::client::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo};
use linger_collector::MetricsSource;
use linger_collector::edge::{EdgeSettings, Rate};
use linger_collector::intake::Memory;
use linger_collector::server::{Ended, Server, ServerSettings, TlsSettings};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tempfile::TempDir;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_rustls::TlsConnector;

use crate::support::{body, deps};

/// A pair for `localhost`, valid for a hundred years, that nobody else trusts.
const CERTIFICATE: &str = include_str!("../data/localhost.crt.pem");
const KEY: &str = include_str!("../data/localhost.key.pem");

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<Ended>,
}

impl Running {
    async fn stop(self) -> Ended {
        self.stop.send(()).expect("it runs");
        self.ended.await.expect("it ends in order")
    }
}

async fn start(settings: ServerSettings, router: axum::Router) -> Running {
    start_server(Server::try_new(settings).expect("sound settings"), router).await
}

async fn start_server(server: Server, router: axum::Router) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("bound");
    let (stop, stopped) = oneshot::channel::<()>();
    let shutdown = async { stopped.await.unwrap_or_default() };
    let ended = tokio::spawn(server.serve(listener, router, shutdown));
    Running { address, stop, ended }
}

fn collector() -> axum::Router {
    linger_collector::app(deps(Arc::new(Memory::new())))
}

fn batch() -> Request<Body> {
    let request = Request::post("http://localhost/v1/batches").header(header::CONTENT_TYPE, "text/plain");
    request.header(header::HOST, "localhost").body(body("demo", 0..3).into()).expect("a sound request")
}

async fn over_http1(
    io: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<Body>,
) -> hyper::Result<Response<Incoming>> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(io)).await?;
    tokio::spawn(connection);
    sender.send_request(request).await
}

async fn over_http2(
    io: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<Body>,
) -> hyper::Result<Response<Incoming>> {
    let (mut sender, connection) = http2::handshake(TokioExecutor::new(), TokioIo::new(io)).await?;
    tokio::spawn(connection);
    sender.send_request(request).await
}

async fn connect(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).await.expect("it listens")
}

fn pair(folder: &Path) -> TlsSettings {
    let files = TlsSettings { certificate: folder.join("crt.pem"), key: folder.join("key.pem") };
    fs::write(&files.certificate, CERTIFICATE).expect("writable");
    fs::write(&files.key, KEY).expect("writable");
    files
}

/// A connection under TLS that offers these protocols, and the one that was chosen.
async fn secure(
    address: SocketAddr,
    offered: &[&[u8]],
) -> (tokio_rustls::client::TlsStream<TcpStream>, Option<Vec<u8>>) {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(CERTIFICATE.as_bytes()).expect("PEM")).expect("a certificate");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let mut config = builder.expect("versions").with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = offered.iter().map(|name| name.to_vec()).collect();
    let name = ServerName::try_from("localhost").expect("a name");
    let stream = TlsConnector::from(Arc::new(config)).connect(name, connect(address).await).await;
    let stream = stream.expect("TLS is agreed on");
    let chosen = stream.get_ref().1.alpn_protocol().map(<[u8]>::to_vec);
    (stream, chosen)
}

#[tokio::test]
async fn a_batch_is_taken_over_both_versions_of_http() {
    let running = start(ServerSettings::default(), collector()).await;
    let first = over_http1(connect(running.address).await, batch()).await.expect("answered");
    assert_eq!((first.status(), first.version()), (StatusCode::ACCEPTED, Version::HTTP_11));
    let second = over_http2(connect(running.address).await, batch()).await.expect("answered");
    assert_eq!((second.status(), second.version()), (StatusCode::ACCEPTED, Version::HTTP_2));
    assert_eq!(running.stop().await, Ended { cut: 0 });
}

#[tokio::test]
async fn http2_can_be_left_out() {
    let settings = ServerSettings { http2: false, ..ServerSettings::default() };
    let running = start(settings, collector()).await;
    assert!(over_http2(connect(running.address).await, batch()).await.is_err());
    assert!(over_http1(connect(running.address).await, batch()).await.is_ok());
}

#[tokio::test]
async fn under_tls_the_version_is_agreed_on() {
    let folder = TempDir::new().expect("a folder");
    for (http2, chosen_then) in [(true, &b"h2"[..]), (false, b"http/1.1")] {
        let tls = Some(pair(folder.path()));
        let running = start(ServerSettings { tls, http2, ..ServerSettings::default() }, collector()).await;
        let (stream, chosen) = secure(running.address, &[b"h2", b"http/1.1"]).await;
        assert_eq!(chosen.as_deref(), Some(chosen_then));
        let answer =
            if http2 { over_http2(stream, batch()).await } else { over_http1(stream, batch()).await };
        assert_eq!(answer.expect("answered").status(), StatusCode::ACCEPTED);
        let (stream, chosen) = secure(running.address, &[]).await;
        assert_eq!(chosen, None);
        assert_eq!(over_http1(stream, batch()).await.expect("answered").status(), StatusCode::ACCEPTED);
    }
}

#[test]
fn what_is_no_certificate_is_told_before_anything_is_served() {
    let folder = TempDir::new().expect("a folder");
    let files = pair(folder.path());
    let problems = |tls: TlsSettings| {
        Server::try_new(ServerSettings { tls: Some(tls), ..ServerSettings::default() })
            .expect_err("refused")
            .join("; ")
    };
    let missing = TlsSettings { key: folder.path().join("nothing.pem"), ..files.clone() };
    assert!(problems(missing).contains("there is no private key at"));
    let swapped = TlsSettings { certificate: files.key.clone(), key: files.certificate.clone() };
    assert!(problems(swapped).contains("holds no certificate in PEM"));
}

#[tokio::test]
async fn one_too_many_waits_for_a_place() {
    let settings = ServerSettings { connections_max: 1, ..ServerSettings::default() };
    let server = Server::try_new(settings).expect("sound settings");
    let counts = server.counts();
    let running = start_server(server, collector()).await;
    let first = connect(running.address).await;
    let second = tokio::spawn(over_http1(connect(running.address).await, batch()));
    while counts.server().is_none_or(|figures| figures.accepted == 0) {
        tokio::task::yield_now().await;
    }
    assert_eq!(counts.server().map(|figures| (figures.open, figures.accepted)), Some((1, 1)));
    assert!(!second.is_finished());
    drop(first);
    let answer =
        tokio::time::timeout(Duration::from_secs(30), second).await.expect("soon").expect("no panic");
    assert_eq!(answer.expect("answered").status(), StatusCode::ACCEPTED);
}

#[tokio::test]
async fn addresses_are_limited_by_whom_the_connection_is_from() {
    let edge = EdgeSettings { address_rate: Rate { per_s: 1, burst: 2 }, ..EdgeSettings::default() };
    let deps = linger_collector::Deps { edge, ..deps(Arc::new(Memory::new())) };
    let running = start(ServerSettings::default(), linger_collector::app(deps)).await;
    let mut statuses = Vec::new();
    for _ in 0..4 {
        let answer = over_http1(connect(running.address).await, batch()).await.expect("answered");
        statuses.push(answer.status());
    }
    assert_eq!(statuses[..2], [StatusCode::ACCEPTED; 2]);
    assert!(statuses[2..].contains(&StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
}

#[tokio::test]
async fn nothing_is_accepted_after_the_end() {
    let running = start(ServerSettings::default(), collector()).await;
    let address = running.address;
    let answer = over_http1(connect(address).await, batch()).await.expect("answered");
    assert!(!answer.into_body().collect().await.expect("whole").to_bytes().is_empty());
    assert_eq!(running.stop().await, Ended { cut: 0 });
    assert!(TcpStream::connect(address).await.is_err());
}
