//! Everything is tried before anything is served, so that all that is wrong is said at once.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use linger_collector::sink::lake::{Lake, LakeConfig};
use linger_collector::{Deps, Sites, SystemClock};
use linger_insights::Insights;
use tokio::net::TcpListener;

use super::settings::Settings;
use super::{listen, pages};
use crate::failure::Failure;

/// All that serving needs.
pub(super) struct Started {
    pub(super) listener: TcpListener,
    pub(super) address: SocketAddr,
    pub(super) router: Router,
    pub(super) lake: Arc<Lake>,
}

/// Opens the port and the lake and looks for the files; `problems` are those that are already known.
pub(super) async fn start(settings: &Settings, mut problems: Vec<String>) -> Result<Started, Failure> {
    let sites = tried(&mut problems, sites(settings));
    problems.extend(pages::www_problem(&settings.www));
    problems.extend(pages::sdk_problem(&settings.sdk));
    let listener = listen::listen(&settings.listen, settings.port_fallback).await.map_err(one);
    let listener = tried(&mut problems, listener);
    let lake = tried(&mut problems, lake(settings));
    let insights = Insights::try_new(&settings.data.join("lake")).map_err(|error| vec![error.to_string()]);
    let insights = tried(&mut problems, insights);
    match (sites, listener, lake, insights) {
        (Some(sites), Some(listener), Some(lake), Some(insights)) if problems.is_empty() => {
            started(settings, sites, listener, lake, insights)
        }
        _ => Err(Failure::NotBegun { what: "serve", problems }),
    }
}

fn tried<T>(problems: &mut Vec<String>, result: Result<T, Vec<String>>) -> Option<T> {
    result.map_err(|more| problems.extend(more)).ok()
}

fn one(problem: String) -> Vec<String> {
    vec![problem]
}

fn sites(settings: &Settings) -> Result<Sites, Vec<String>> {
    let sites = Sites::try_new(settings.sites.clone());
    sites.map_err(|errors| errors.iter().map(ToString::to_string).collect())
}

fn lake(settings: &Settings) -> Result<Arc<Lake>, Vec<String>> {
    let config = LakeConfig { folder: settings.data.join("lake"), ..LakeConfig::default() };
    Lake::try_open(config).map_err(|error| one(format!("{error}; --data names another folder")))
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
        .nest_service("/sdk", pages::files(&settings.sdk))
        .fallback_service(pages::files(&settings.www));
    let address = listener.local_addr();
    let address = address.map_err(|error| Failure::Broken(format!("the port has no address: {error}")))?;
    Ok(Started { listener, address, router, lake })
}
