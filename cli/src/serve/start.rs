//! Everything is tried before anything is served, so that all that is wrong is said at once.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use linger_collector::pipeline::{Pipeline, Running, place};
use linger_collector::settings::{Reading, Settings, SinkName};
use linger_collector::{Clock, Sites, SystemClock};
use linger_insights::{Insights, api, for_readers};
use tokio::net::TcpListener;

use super::{listen, pages};
use crate::failure::Failure;

/// All that serving needs.
pub(super) struct Started {
    pub(super) listener: TcpListener,
    pub(super) address: SocketAddr,
    pub(super) router: Router,
    pub(super) running: Running,
}

/// Opens the port, the spool and the lake, and looks for the files. What stands in place of a wrong setting is not tried.
pub(super) async fn start(reading: Reading, port_fallback: bool) -> Result<Started, Failure> {
    let unfit = reading.unfit();
    let Reading { settings, problems: told, .. } = reading;
    let sound = |key: &str| !unfit.contains(&key);
    let mut problems: Vec<String> = told.iter().map(ToString::to_string).collect();
    problems.extend(sink_problem(settings.sink));
    let open_to_all = reader_problem(&settings).filter(|_| sound("listen") && sound("reader_keys"));
    problems.extend(pages::www_problem(&settings.pages.www).filter(|_| sound("www")));
    problems.extend(pages::sdk_problem(&settings.pages.sdk).filter(|_| sound("sdk")));
    let listener = if sound("listen") && open_to_all.is_none() {
        tried(&mut problems, listen::listen(settings.listen, port_fallback).await)
    } else {
        None
    };
    problems.extend(open_to_all);
    let insights = Insights::try_new(&settings.data.join("lake")).map_err(|error| error.to_string());
    let insights = tried(&mut problems, insights);
    let running = if problems.is_empty() {
        // Last, and only where all else is right: what is in the spool is delivered from then on.
        all_tried(&mut problems, running(&settings).await)
    } else {
        problems.extend(place_problems(&settings).into_iter().filter(|_| sound("data")));
        None
    };
    match (Sites::try_new(settings.sites.clone()), listener, running, insights) {
        (Ok(sites), Some(listener), Some(running), Some(insights)) if problems.is_empty() => {
            started(&settings, sites, listener, running, insights)
        }
        _ => Err(Failure::NotBegun { what: "serve", problems }),
    }
}

fn tried<T>(problems: &mut Vec<String>, result: Result<T, String>) -> Option<T> {
    result.map_err(|problem| problems.push(problem)).ok()
}

fn all_tried<T>(problems: &mut Vec<String>, result: Result<T, Vec<String>>) -> Option<T> {
    result.map_err(|more| problems.extend(more)).ok()
}

/// The dashboard reads the lake.
fn sink_problem(sink: SinkName) -> Option<String> {
    let told = "`linger serve` shows what is in the lake, and `sink` is another; leave `sink` out, or run \
                `linger-collector`, which has no dashboard";
    (sink != SinkName::Lake).then(|| told.to_owned())
}

/// Who reaches the port must not read what was collected by that alone.
fn reader_problem(settings: &Settings) -> Option<String> {
    let Settings { listen, reader_keys, .. } = settings;
    (!listen.ip().to_canonical().is_loopback() && reader_keys.0.is_empty()).then(|| {
        format!(
            "`listen` is {listen}, which others reach, and anybody could read what was collected: give a key in \
             `reader_keys` (in the file, or in LINGER_READER_KEYS; `openssl rand -hex 32` makes one), or listen on \
             127.0.0.1"
        )
    })
}

/// What keeps the folders of what is collected from being opened; they are closed again.
fn place_problems(settings: &Settings) -> Vec<String> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    place(settings, &clock).err().unwrap_or_default()
}

async fn running(settings: &Settings) -> Result<Running, Vec<String>> {
    let pipeline = Pipeline::try_start(settings, Arc::new(SystemClock)).await?;
    Running::try_start(settings, pipeline)
}

fn started(
    settings: &Settings,
    sites: Sites,
    listener: TcpListener,
    running: Running,
    insights: Insights,
) -> Result<Started, Failure> {
    let router = linger_collector::app(running.deps(settings, sites))
        .merge(for_readers(api(Arc::new(insights)), settings.reader_keys.0.clone()))
        .nest_service("/sdk", pages::files(&settings.pages.sdk))
        .fallback_service(pages::files(&settings.pages.www));
    let address = listener.local_addr();
    let address = address.map_err(|error| Failure::Broken(format!("the port has no address: {error}")))?;
    Ok(Started { listener, address, router, running })
}
