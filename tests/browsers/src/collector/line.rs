//! The double's end of the line: one request a connection, so that what is set holds from the next request on.

use std::convert::Infallible;
use std::future::pending;
use std::sync::{Arc, Mutex};
use std::time::{Instant, SystemTime};

use http::response::Builder;
use http::{Method, Request, Response, header};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinSet;

use super::State;
use super::account::Post;
use super::answer::Answer;

type Shared = Arc<Mutex<State>>;

/// Answers until it is aborted, and breaks off what is under way then.
pub(super) async fn serve(listener: TcpListener, state: Shared) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        connections.spawn(converse(stream, state.clone()));
    }
}

async fn converse(stream: TcpStream, state: Shared) {
    let reset = Arc::new(Notify::new());
    let service = service_fn(|request| answered(request, state.clone(), reset.clone()));
    let mut connection =
        http1::Builder::new().keep_alive(false).serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        // However the browser ends it is its own affair.
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
    state: Shared,
    reset: Arc<Notify>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    if request.method() != Method::POST {
        return Ok(readable(Response::builder().status(405), ""));
    }
    let Ok(body) = request.into_body().collect().await else {
        // Broken off by the page: nothing came.
        return Ok(readable(Response::builder().status(400), ""));
    };
    let (answer, events) = noted(&state, &body.to_bytes());
    Ok(match answer {
        Answer::Taken => taken(events, 0),
        Answer::TakenBut(again) => taken(events, again.min(events)),
        Answer::Status(status, wait) => {
            let wait = wait.map(|wait| wait.text(SystemTime::now()));
            let response = Response::builder().status(status);
            readable(wait.into_iter().fold(response, |it, wait| it.header(header::RETRY_AFTER, wait)), "{}")
        }
        Answer::Silence => pending().await,
        Answer::TakenAndReset => {
            reset.notify_one();
            pending().await
        }
    })
}

/// Enters the request into the account: the answer that holds now, and how many events there are.
fn noted(state: &Shared, body: &[u8]) -> (Answer, usize) {
    let batch = serde_json::from_slice(body).unwrap_or_default();
    let mut state = state.lock().expect("nobody panics with it");
    let post = Post { at: Instant::now(), answer: state.answer, batch, bytes: body.len() };
    let noted = (post.answer, post.events().count());
    state.account.posts.push(post);
    noted
}

/// The answer to so many events, of which the first are asked for again.
fn taken(events: usize, again: usize) -> Response<Full<Bytes>> {
    let mut answer = json!({ "accepted": events - again, "rejected": [] });
    if again > 0 {
        answer["retry"] = (0..again).collect();
    }
    readable(Response::builder().status(202), answer.to_string())
}

/// As the real collector's answers, to be read by pages of any origin.
fn readable(response: Builder, body: impl Into<Bytes>) -> Response<Full<Bytes>> {
    response
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .header(header::ACCESS_CONTROL_EXPOSE_HEADERS, "retry-after")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Full::new(body.into()))
        .expect("these headers are sound")
}
