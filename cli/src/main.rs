//! `linger`: the whole of it on one machine. `serve` takes what menu pages send and shows what it says; `report`
//! shows the same in the terminal, `qr` prints the codes on the tables. `check`, `spool` and `replay` are for whoever runs it.

mod check;
mod compact;
mod cost;
mod deploy;
mod failure;
mod keys;
mod publish;
mod qr;
mod region;
mod replay;
mod report;
mod serve;
mod spool;
mod table;

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing_subscriber::filter::LevelFilter;

use crate::failure::Failure;

/// What guests look at on a restaurant's menu, and for how long.
#[derive(Parser)]
#[command(name = "linger", version, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Serve(serve::Arguments),
    Check(check::Arguments),
    Report(report::Arguments),
    Qr(qr::Arguments),
    Compact(compact::Arguments),
    Spool(spool::Arguments),
    Replay(replay::Arguments),
    Cost(cost::Arguments),
    Deploy(deploy::Arguments),
    Publish(publish::Arguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if !matches!(arguments.command, Command::Serve(_)) {
        log_to_stderr();
    }
    let done = match arguments.command {
        Command::Serve(arguments) => serve::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Qr(arguments) => qr::run(&arguments),
        Command::Compact(arguments) => compact::run(arguments),
        Command::Spool(arguments) => spool::run(arguments),
        Command::Replay(arguments) => replay::run(arguments),
        Command::Cost(arguments) => cost::run(&arguments),
        Command::Deploy(arguments) => deploy::run(&arguments),
        Command::Publish(arguments) => publish::run(arguments),
    };
    done.map_or_else(Failure::tell, |()| ExitCode::SUCCESS)
}

/// Standard output is for answers and addresses only. What serves logs as its settings say.
fn log_to_stderr() {
    let log = tracing_subscriber::fmt().with_writer(io::stderr).with_ansi(io::stderr().is_terminal());
    log.with_max_level(LevelFilter::WARN).init();
}
