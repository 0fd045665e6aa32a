//! The doubles' end of the line: HTTP/1.1, connections kept as AWS keeps them.

use std::convert::Infallible;
use std::future::pending;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::request::Parts;
use http::{HeaderMap, Method, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinSet;

use crate::answer::Answer;
use crate::state::Shared;
use crate::{cross_origin, desk};

/// Answers until it is aborted, and breaks off what is under way then.
pub(crate) async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        // A small answer must not wait for the acknowledgement of the last one (Nagle's algorithm).
        let _ = stream.set_nodelay(true);
        connections.spawn(converse(stream, shared.clone()));
        while connections.try_join_next().is_some() {}
    }
}

async fn converse(stream: TcpStream, shared: Arc<Shared>) {
    let reset = Arc::new(Notify::new());
    let service = service_fn(|request| answered(request, shared.clone(), reset.clone()));
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        // However the caller ends it is its own affair.
        _ = &mut connection => {}
        () = reset.notified() => {
            let stream = connection.into_parts().io.into_inner();
            // A connection closed without lingering is reset (socket(7)).
            let _ = stream.set_zero_linger();
        }
    }
}

async fn answered(
    request: Request<Incoming>,
    shared: Arc<Shared>,
    reset: Arc<Notify>,
) -> Result<Response<Text>, Infallible> {
    let (parts, body) = request.into_parts();
    let Ok(body) = body.collect().await else {
        // Broken off by the caller: nothing came.
        return Ok(said(&parts.headers, 400, Text::whole(String::new())));
    };
    if parts.method == Method::GET {
        let account = serde_json::to_string(&shared.state().account).expect("counts are JSON");
        return Ok(said(&parts.headers, 200, Text::whole(account)));
    }
    if parts.method == Method::OPTIONS {
        return Ok(before(&parts, &shared).await);
    }
    let (answer, late) = desk::answer(&shared, &parts, &body.to_bytes());
    if !late.is_zero() {
        tokio::time::sleep(late).await;
    }
    match answer {
        Answer::Said(status, body) => Ok(said(&parts.headers, status, Text::whole(body))),
        Answer::Cut(body) => Ok(said(&parts.headers, 200, Text::cut(body))),
        Answer::Silence => pending().await,
        Answer::Reset => {
            reset.notify_one();
            pending().await
        }
    }
}

/// The answer to what a browser asks before it lets a page call.
async fn before(parts: &Parts, shared: &Shared) -> Response<Text> {
    shared.state().account.preflights += 1;
    tokio::time::sleep(shared.settings.latency).await;
    let refusal = || Response::builder().status(StatusCode::FORBIDDEN);
    let answer = cross_origin::preflight(parts).unwrap_or_else(refusal);
    answer.body(Text::whole(String::new())).expect("these headers are sound")
}

fn said(asked: &HeaderMap, status: u16, body: Text) -> Response<Text> {
    cross_origin::shared(Response::builder().status(status), asked)
        .header(header::CONTENT_TYPE, "application/x-amz-json-1.1")
        .header("x-amzn-requestid", "00000000-0000-0000-0000-000000000000")
        .body(body)
        .expect("these headers are sound")
}

/// A body that may be shorter than it was said to be.
struct Text {
    data: Option<Bytes>,
    missing: u64,
}

impl Text {
    fn whole(text: String) -> Self {
        Self { data: Some(text.into()), missing: 0 }
    }

    fn cut(text: String) -> Self {
        let mut data = Bytes::from(text);
        let missing = data.split_off(data.len() / 2).len();
        Self { data: Some(data), missing: missing as u64 }
    }
}

impl Body for Text {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        Poll::Ready(match self.data.take() {
            Some(data) => Some(Ok(Frame::data(data))),
            None if self.missing > 0 => Some(Err(io::Error::other("cut short, as it was told to"))),
            None => None,
        })
    }

    fn is_end_stream(&self) -> bool {
        self.data.is_none() && self.missing == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.data.as_ref().map_or(0, Bytes::len) as u64 + self.missing)
    }
}
