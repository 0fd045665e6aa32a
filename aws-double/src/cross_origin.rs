//! What the services let pages of other origins do: all of it. Seen in recorded answers of several of AWS's JSON services,
//! Cognito among them: any origin, whatever headers the page asks for, two days; and of an answer's headers four can be
//! read. What browsers ask for and what they may not send without asking is theirs to see to.

use http::request::Parts;
use http::response::Builder;
use http::{HeaderMap, Response, StatusCode, header};

/// The methods, of which only POST is ever called.
const METHODS: &str = "GET, PUT, POST, DELETE, HEAD, OPTIONS";

/// What a page may read of an answer, beside its body.
const EXPOSED: &str = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date";

/// How long a browser may remember a preflight: two days, of which none of them keeps more than one.
const AGE_SECONDS: &str = "172800";

/// The head of the answer to a preflight; `None` where it is no preflight that a browser would send before a call.
pub(crate) fn preflight(parts: &Parts) -> Option<Builder> {
    let asked = |name| parts.headers.get(name);
    asked(header::ORIGIN)?;
    let method = asked(header::ACCESS_CONTROL_REQUEST_METHOD)?;
    let answer = shared(Response::builder().status(StatusCode::OK), &parts.headers)
        .header(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .header(header::ACCESS_CONTROL_MAX_AGE, AGE_SECONDS);
    let answer = match asked(header::ACCESS_CONTROL_REQUEST_HEADERS) {
        Some(headers) => answer.header(header::ACCESS_CONTROL_ALLOW_HEADERS, headers),
        None => answer,
    };
    (method == "POST").then_some(answer)
}

/// Lets the page that asked, if it was one, read the answer.
pub(crate) fn shared(answer: Builder, asked: &HeaderMap) -> Builder {
    if !asked.contains_key(header::ORIGIN) {
        return answer;
    }
    answer
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .header(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED)
}
