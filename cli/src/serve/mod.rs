//! `linger serve`: collector, dashboard, menu and SDK in one process.

mod listen;
mod pages;
mod start;

use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use linger_collector::server::{self, Signals};
use tokio::runtime::Runtime;

use crate::failure::{Failure, unless_pipe_closed};
use crate::keys::AllSettings;
use start::Started;

/// Collects from menu pages, and serves the dashboard, the menu and the SDK beside it. Ctrl-C ends it and loses
/// nothing.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    settings: AllSettings,
    /// If the port is taken, take the next free one.
    #[arg(long)]
    port_fallback: bool,
}

/// Serves until a signal.
pub(crate) fn run(arguments: Arguments) -> Result<(), Failure> {
    let runtime =
        Runtime::new().map_err(|error| Failure::Broken(format!("no threads to run on: {error}")))?;
    let served = runtime.block_on(serve(arguments));
    // Whoever still reads the lake for an answer nobody waits for is not waited for either.
    runtime.shutdown_background();
    served
}

async fn serve(arguments: Arguments) -> Result<(), Failure> {
    let Arguments { settings, port_fallback } = arguments;
    let reading = settings.read();
    server::log(&reading.settings.log);
    let Started { listener, router, running, address } = start::start(reading, port_fallback).await?;
    let signals = Signals::try_listen().map_err(|error| Failure::Broken(format!("no signals: {error}")))?;
    unless_pipe_closed(print_addresses(address))?;
    let farewell = running.run(listener, router, signals).await.map_err(Failure::Broken)?;
    eprint!("{farewell}");
    Ok(())
}

fn print_addresses(address: SocketAddr) -> io::Result<()> {
    let base = format!("http://{}", reachable(address));
    let mut out = io::stdout().lock();
    writeln!(out, "menu       {base}/?table=12")?;
    writeln!(out, "dashboard  {base}/dashboard")?;
    writeln!(out, "API        {base}/api/v1/views")?;
    writeln!(out, "codes      {base}/qr")?;
    out.flush()
}

/// "All addresses" is no address a browser can open.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}
