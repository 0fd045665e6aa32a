//! What the collector is held against: nginx that answers 204, and Express with the AWS SDK.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use super::Result;
use super::program::{Program, free_address};
use super::service;

/// Starts nginx; it answers every request with 204, on connections that it never closes.
///
/// # Errors
/// When it does not start.
pub async fn nginx(folder: &Path) -> Result<(Program, SocketAddr)> {
    let address = free_address()?;
    let configuration = folder.join("nginx.conf");
    let log = folder.join("nginx.log");
    let text = format!(
        "daemon off; worker_processes auto; pid {pid}; error_log {log} error;\n\
         events {{ worker_connections 1024; }}\n\
         http {{\n  access_log off; keepalive_requests 1000000000; client_body_temp_path {temporary};\n\
         server {{ listen {address} backlog=1024; location / {{ return 204; }} }}\n}}\n",
        pid = folder.join("nginx.pid").display(),
        log = log.display(),
        temporary = folder.join("nginx-bodies").display(),
    );
    fs::write(&configuration, text)?;
    let mut command = Command::new("nginx");
    command.arg("-p").arg(folder).arg("-c").arg(&configuration).arg("-e").arg(&log);
    let mut program = Program::start(&mut command, &log)?;
    program.answering(address, "/").await?;
    Ok((program, address))
}

/// Starts Express with a `PutRecordBatch` for each request to this endpoint.
///
/// # Errors
/// When it does not start.
pub async fn express(folder: &Path, server: &Path, endpoint: &str) -> Result<(Program, SocketAddr)> {
    let address = free_address()?;
    let mut command = Command::new("node");
    command
        .arg(server)
        .arg(address.port().to_string())
        .arg(endpoint)
        .envs(service::KEYS)
        .env("NODE_ENV", "production");
    let mut program = Program::start(&mut command, &folder.join("express.log"))?;
    program.answering(address, "/readyz").await?;
    Ok((program, address))
}
