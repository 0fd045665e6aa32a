//! A collector's life on a server: served until a signal, then drained.

use std::fmt;

use tokio::net::TcpListener;

use super::{Drained, Pipeline};
use crate::server::{AnswerBody, Answers, Ended, Server, ServerSettings, Signals, TlsSettings};
use crate::settings::Settings;
use crate::{Deps, Sites};

/// A pipeline with a server before it.
pub struct Running {
    pipeline: Pipeline,
    server: Server,
}

impl Running {
    /// Puts both together.
    ///
    /// # Errors
    /// All that is wrong with the settings, or with what they name.
    pub fn try_start(settings: &Settings, pipeline: Pipeline) -> Result<Self, Vec<String>> {
        let server = Server::try_new(server(settings))?;
        Ok(Self { pipeline, server })
    }

    /// What the router needs, for these sites.
    #[must_use]
    pub fn deps(&self, settings: &Settings, sites: Sites) -> Deps {
        let mut deps = self.pipeline.deps(settings, sites);
        deps.metrics.push(self.server.counts());
        deps
    }

    /// Serves until a signal, answers the requests that run, and drains.
    ///
    /// # Errors
    /// The spool's last checkpoint could not be written.
    pub async fn run<B: AnswerBody>(
        self,
        listener: TcpListener,
        service: impl Answers<B>,
        signals: Signals,
    ) -> Result<Farewell, String> {
        let ended = self.server.serve(listener, service, signals.asked()).await;
        let drained = self.pipeline.drain().await?;
        Ok(Farewell { ended, drained })
    }
}

/// What was left undone, in words; nothing where nothing was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Farewell {
    /// The connections.
    pub ended: Ended,
    /// The events.
    pub drained: Drained,
}

impl fmt::Display for Farewell {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ended.cut > 0 {
            writeln!(out, "{} requests did not end in time and were cut off", self.ended.cut)?;
        }
        if self.drained.events_left > 0 {
            let events = self.drained.events_left;
            writeln!(
                out,
                "{events} events are left in the spool and will be delivered after the next start"
            )?;
        }
        Ok(())
    }
}

fn server(settings: &Settings) -> ServerSettings {
    let tls = settings.tls.clone().map(|tls| TlsSettings { certificate: tls.certificate, key: tls.key });
    ServerSettings {
        header_timeout: settings.edge.header_timeout,
        idle_timeout: settings.edge.idle_timeout,
        connections_max: settings.edge.connections_max,
        http2: settings.edge.http2,
        tls,
        ..ServerSettings::default()
    }
}
