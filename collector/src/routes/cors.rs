//! Which pages may send, and read the answer (Fetch standard, "HTTP CORS protocol").
//!
//! A preflight has no body, so it cannot say for which site the batch will be: it is granted to every origin that
//! any site lists. The batch itself is then held against its own site's list.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::Deps;

/// Seconds a browser may remember a preflight: a day, Firefox's maximum; Chromium cuts it to two hours.
const PREFLIGHT_AGE_S: &str = "86400";

/// The origin of the page that sends, as the browser wrote it; `None` where no browser does.
///
/// A text that is not ASCII is no origin any browser writes; it stays an origin no list holds.
pub(crate) fn origin(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::ORIGIN).map(|origin| origin.to_str().unwrap_or("null"))
}

/// Answers whether a page may send at all.
pub(crate) async fn preflight(State(deps): State<Arc<Deps>>, headers: HeaderMap) -> Response {
    let origin = origin(&headers).filter(|origin| deps.sites.any_allows(origin));
    let mut response = (StatusCode::NO_CONTENT, [(header::ALLOW, "OPTIONS,POST")]).into_response();
    if origin.is_some() {
        let granted = response.headers_mut();
        granted.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("POST"));
        granted.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("content-type"));
        granted.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static(PREFLIGHT_AGE_S));
    }
    readable_by(response, origin)
}

/// Lets pages of the origin read the answer, `Retry-After` included, which scripts do not see otherwise. Caches
/// must keep the answers apart by origin in any case.
pub(crate) fn readable_by(mut response: Response, origin: Option<&str>) -> Response {
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    if let Some(origin) = origin.and_then(|origin| HeaderValue::from_str(origin).ok()) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("retry-after"));
    }
    response
}
