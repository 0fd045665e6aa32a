//! Which pages may send, and read the answer (Fetch standard, "HTTP CORS protocol").
//!
//! A preflight has no body, so it cannot say for which site the batch will be: it is granted to every origin that
//! any site lists. The batch itself is then held against its own site's list.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Shared;

/// Seconds a browser may remember a preflight: a day, Firefox's maximum; Chromium cuts it to two hours.
const PREFLIGHT_AGE_S: &str = "86400";

/// What a page may set beyond what is always allowed: the type where it is `application/json`, the coding where the
/// page compresses, and the wish for a short answer.
const ALLOWED_HEADERS: &str = "content-encoding,content-type,prefer";

/// The origin of the page that sends, as the browser wrote it; `None` where no browser does.
///
/// A text that is not ASCII is no origin any browser writes; it stays an origin no list holds.
pub(crate) fn origin(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::ORIGIN).map(|origin| origin.to_str().unwrap_or("null"))
}

/// Answers whether a page may send at all.
pub(crate) async fn preflight(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let granted = origin(&headers).is_some_and(|origin| shared.deps.sites.any_allows(origin));
    let mut response = (StatusCode::NO_CONTENT, [(header::ALLOW, "OPTIONS,POST")]).into_response();
    if granted {
        let headers = response.headers_mut();
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("POST"));
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(ALLOWED_HEADERS));
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static(PREFLIGHT_AGE_S));
    }
    readable_by(response, headers.get(header::ORIGIN).filter(|_| granted))
}

/// Lets pages of the origin read the answer, `Retry-After` included, which scripts do not see otherwise. Caches
/// must keep the answers apart by origin in any case.
pub(crate) fn readable_by(mut response: Response, origin: Option<&HeaderValue>) -> Response {
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("retry-after"));
    }
    response
}
