//! Everything is tried before anything is served, so that all that is wrong is said at once.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use linger_collector::settings::{Problem, Reading, Settings, SinkName};
use linger_collector::sink::lake::{Lake, LakeConfig};
use linger_collector::{Deps, Sites, SystemClock};
use linger_insights::Insights;
use tokio::net::TcpListener;

use super::{listen, pages};
use crate::failure::Failure;

/// All that serving needs.
pub(super) struct Started {
    pub(super) listener: TcpListener,
    pub(super) address: SocketAddr,
    pub(super) router: Router,
    pub(super) lake: Arc<Lake>,
}

/// Opens the port and the lake and looks for the files. What stands in place of a wrong setting is not tried.
pub(super) async fn start(reading: Reading, port_fallback: bool) -> Result<Started, Failure> {
    let Reading { settings, problems: told, .. } = reading;
    let sound = |key: &str| !told.iter().any(|problem: &Problem| problem.key == key);
    let mut problems: Vec<String> = told.iter().map(ToString::to_string).collect();
    problems.extend(sink_problem(settings.sink));
    problems.extend(pages::www_problem(&settings.pages.www).filter(|_| sound("www")));
    problems.extend(pages::sdk_problem(&settings.pages.sdk).filter(|_| sound("sdk")));
    let listener = if sound("listen") {
        tried(&mut problems, listen::listen(settings.listen, port_fallback).await)
    } else {
        None
    };
    let lake = sound("data").then(|| tried(&mut problems, lake(&settings))).flatten();
    let insights = Insights::try_new(&settings.data.join("lake")).map_err(|error| error.to_string());
    let insights = tried(&mut problems, insights);
    match (Sites::try_new(settings.sites.clone()), listener, lake, insights) {
        (Ok(sites), Some(listener), Some(lake), Some(insights)) if problems.is_empty() => {
            started(&settings, sites, listener, lake, insights)
        }
        _ => Err(Failure::NotBegun { what: "serve", problems }),
    }
}

fn tried<T>(problems: &mut Vec<String>, result: Result<T, String>) -> Option<T> {
    result.map_err(|problem| problems.push(problem)).ok()
}

/// The dashboard reads the lake.
fn sink_problem(sink: SinkName) -> Option<String> {
    let told = "`linger serve` shows what is in the lake, and `sink` is another; leave `sink` out, or run \
                `linger-collector`, which has no dashboard";
    (sink != SinkName::Lake).then(|| told.to_owned())
}

fn lake(settings: &Settings) -> Result<Arc<Lake>, String> {
    let config = LakeConfig { folder: settings.data.join("lake"), ..LakeConfig::default() };
    Lake::try_open(config).map_err(|error| format!("{error}; --data names another folder"))
}

fn started(
    settings: &Settings,
    sites: Sites,
    listener: TcpListener,
    lake: Arc<Lake>,
    insights: Insights,
) -> Result<Started, Failure> {
    let deps = Deps { sites, sink: lake.clone(), clock: Arc::new(SystemClock) };
    let router = linger_collector::app(deps)
        .merge(linger_insights::api(Arc::new(insights)))
        .nest_service("/sdk", pages::files(&settings.pages.sdk))
        .fallback_service(pages::files(&settings.pages.www));
    let address = listener.local_addr();
    let address = address.map_err(|error| Failure::Broken(format!("the port has no address: {error}")))?;
    Ok(Started { listener, address, router, lake })
}
