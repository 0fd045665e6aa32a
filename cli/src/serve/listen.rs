//! The port.

use std::io;
use std::net::SocketAddr;

use tokio::net::TcpListener;

/// Ports tried after one that is taken: ours; whoever has a hundred in a row taken has another problem.
const FALLBACKS_MAX: u16 = 100;

/// Listens on the address, or says why not and what to do.
pub(super) async fn listen(wanted: SocketAddr, port_fallback: bool) -> Result<TcpListener, String> {
    match TcpListener::bind(wanted).await {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse && port_fallback => next_free(wanted).await,
        Err(error) => Err(cannot(wanted, &error)),
        Ok(listener) => Ok(listener),
    }
}

async fn next_free(taken: SocketAddr) -> Result<TcpListener, String> {
    for port in (taken.port()..=u16::MAX).skip(1).take(usize::from(FALLBACKS_MAX)) {
        if let Ok(listener) = TcpListener::bind(SocketAddr::new(taken.ip(), port)).await {
            eprintln!("port {} is taken; listening on {port} instead", taken.port());
            return Ok(listener);
        }
    }
    Err(format!(
        "port {} and the {FALLBACKS_MAX} after it are taken; name a free one with --listen",
        taken.port()
    ))
}

fn cannot(address: SocketAddr, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "port {} is taken; stop what listens there, name another with --listen, or pass --port-fallback",
            address.port()
        ),
        _ => format!("cannot listen on {address} ({error}); name another address with --listen"),
    }
}
