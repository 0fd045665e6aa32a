//! Who may ask: whoever holds one of the reader keys.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use subtle::ConstantTimeEq;

use crate::problem::Problem;

/// The router behind these keys: each request needs one as `Authorization: Bearer KEY` (RFC 6750), else it is answered
/// with 401 and a problem document. Without keys everybody may ask.
pub fn for_readers(router: Router, keys: Vec<String>) -> Router {
    if keys.is_empty() {
        return router;
    }
    router.layer(from_fn_with_state(Arc::new(Keys(keys)), admit))
}

struct Keys(Vec<String>);

impl Keys {
    /// Takes the same time whichever key it is and however much of it is right; the length of a key is no secret.
    fn hold(&self, given: &str) -> bool {
        let same = |key: &String| key.as_bytes().ct_eq(given.as_bytes());
        self.0.iter().map(same).fold(0.into(), |found: subtle::Choice, same| found | same).into()
    }
}

async fn admit(State(keys): State<Arc<Keys>>, request: Request, next: Next) -> Response {
    let given = bearer(request.headers());
    if given.is_some_and(|given| keys.hold(given)) {
        return next.run(request).await;
    }
    let challenge = if given.is_some() {
        "Bearer realm=\"linger\", error=\"invalid_token\""
    } else {
        "Bearer realm=\"linger\""
    };
    ([(header::WWW_AUTHENTICATE, challenge)], Problem::no_reader()).into_response()
}

/// The scheme's name is written in either case (RFC 9110).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, key) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(key.trim())
}
