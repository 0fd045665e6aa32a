//! The shell in which the collector's parts run as Lambda functions.

mod log;
mod place;
mod request;
mod stdout;

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use lambda_http::{Error, Request, RequestExt, service_fn};
use tower::ServiceExt;

use crate::intake::{Direct, DirectSettings};
use crate::settings::{self, Settings, Sources};
use crate::{Clock, Deps, Sites, SystemClock};

pub use log::log;

/// What the function's environment tells: the variables of `docs/configuration.md`; no file and no flags.
///
/// # Errors
/// All that is wrong with any of them, each with what to do.
pub fn settings(environment: Vec<(String, String)>) -> Result<Settings, Vec<String>> {
    let sources = Sources { environment, ..Sources::default() };
    settings::read(&sources).sound().map_err(|problems| problems.iter().map(ToString::to_string).collect())
}

/// The router before a stream. Nothing is asked of AWS before the first batch: the environment is started because a
/// request waits, so that nothing that is loaded ahead is loaded sooner.
///
/// # Errors
/// All that is wrong with the settings.
pub fn app(settings: &Settings) -> Result<Router, Vec<String>> {
    let direct = DirectSettings::default();
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let (sink, dead_letters) = place::of(settings, direct.call_timeout, &clock)?;
    let sites = Sites::try_new(settings.sites.clone());
    let sites = sites.map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let intake = Direct::new(sink, dead_letters, Arc::clone(&clock), direct, fastrand::u64(..));
    let edge = crate::pipeline::edge(settings);
    Ok(crate::app(Deps { clock, edge, ..Deps::new(sites, Arc::new(intake)) }))
}

/// Serves the router's answers to API Gateway's events (REST and HTTP) and to those of a function URL, until the
/// platform ends the process.
///
/// Every request knows by when it must be answered ([`crate::intake::until`]) and whom it comes from
/// ([`crate::edge::Peer`]); its path is without the stage of the API.
///
/// # Errors
/// The runtime's own: its interface cannot be reached, or speaks otherwise than it should.
pub async fn serve(app: Router) -> Result<(), Error> {
    lambda_http::run(service_fn(move |request: Request| {
        let app = app.clone();
        async move {
            let end = request::end(&request.lambda_context());
            let answer = app.oneshot(request::routed(request));
            crate::intake::until(end, answer).await.map_err(|never: Infallible| never)
        }
    }))
    .await
}
