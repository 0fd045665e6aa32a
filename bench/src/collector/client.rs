//! HTTP/1.1 to a program under measurement: one connection, one request at a time.

use std::net::SocketAddr;

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::Result;

/// Where batches go.
pub const PATH: &str = "/v1/batches";

/// A connection that is kept.
#[derive(Debug)]
pub struct Connection {
    sender: SendRequest<Full<Bytes>>,
    host: String,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// When nobody listens.
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // Ends with the connection; what broke it is told to whoever awaits an answer.
        tokio::spawn(async { drop(connection.await) });
        Ok(Self { sender, host: address.to_string() })
    }

    /// Posts a batch as pages do.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn post(&mut self, body: Bytes) -> Result<StatusCode> {
        let request = Request::post(PATH).header("host", &self.host);
        let request = request.header("content-type", "text/plain;charset=UTF-8").body(Full::new(body))?;
        self.sender.ready().await?;
        let answer = self.sender.send_request(request).await?;
        let status = answer.status();
        // A page believes the status alone; a connection that broke after it fails the next request.
        drop(answer.into_body().collect().await);
        Ok(status)
    }

    async fn get(&mut self, path: &str) -> Result<(StatusCode, String)> {
        let request = Request::get(path).header("host", &self.host).body(Full::default())?;
        let answer = self.sender.send_request(request).await?;
        let status = answer.status();
        let body = answer.into_body().collect().await?.to_bytes();
        Ok((status, String::from_utf8_lossy(&body).into_owned()))
    }
}

/// Gets a path on a connection of its own.
///
/// # Errors
/// When there is no whole answer.
pub async fn get(address: SocketAddr, path: &str) -> Result<(StatusCode, String)> {
    Connection::open(address).await?.get(path).await
}
