//! Why a run ended, and what to do.

use std::fmt;
use std::io;

use crate::aws::{Aws, line};
use crate::stacks::{Place, Step};

/// Why a run ended before its end.
#[derive(Debug)]
pub enum Failed {
    /// The command line cannot be run.
    NotRun(io::Error),
    /// Nobody is signed in, in AWS's words.
    NotSignedIn(String),
    /// Templates or lines cannot be written.
    NotWritten(io::Error),
    /// An answer is none.
    Unreadable {
        /// Of which command.
        what: String,
        /// What is wrong with it.
        why: String,
    },
    /// A stack that is needed is not there, or not whole.
    NoOutput {
        /// The stack.
        of: Place,
        /// The output that was asked for.
        output: String,
    },
    /// A command failed; AWS has said why above.
    Command {
        /// The command.
        line: String,
        /// What of the stack failed, as its events have it.
        events: Vec<String>,
        /// What to do.
        advice: String,
    },
}

impl fmt::Display for Failed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotRun(error) => write!(out, "the AWS command line cannot be run: {error}"),
            Self::NotSignedIn(said) => write!(
                out,
                "AWS did not say who you are: {}\nsign in with `aws sso login`, `aws configure`, or AWS_PROFILE, and try again",
                said.trim()
            ),
            Self::NotWritten(error) => write!(out, "what is needed cannot be written: {error}"),
            Self::Unreadable { what, why } => {
                write!(out, "the answer to {what} is not what it should be: {why}")
            }
            Self::NoOutput { of, output } => write!(
                out,
                "the stack {} in {} has no output {output}: it is not there, or not whole. Make it first, and run this again; `linger deploy --status` says what is there",
                of.name, of.region
            ),
            Self::Command { line, events, advice } => {
                writeln!(out, "this failed: {line}")?;
                for event in events {
                    writeln!(out, "  - {event}")?;
                }
                write!(out, "{advice}")
            }
        }
    }
}

/// A step's failure, with what its stack's events say.
pub(super) fn of_step(aws: &mut dyn Aws, step: &Step, words: &[String]) -> Failed {
    let (events, advice) = match step {
        Step::Deploy { place, .. } => (
            events(aws, place),
            "mend what is named above and run the same command again: what is done is passed over, and a stack that could not be made is made anew",
        ),
        Step::Delete { place, .. } | Step::Await { place, .. } => (
            events(aws, place),
            "a bucket must be empty before its stack goes, and an export must not be in use; mend that and run the same command again",
        ),
        Step::Upload { .. }
        | Step::Empty { .. }
        | Step::Files { .. }
        | Step::Sweep { .. }
        | Step::Invalidate { .. } => {
            (Vec::new(), "look at what the AWS command line says above; run the same command again")
        }
    };
    Failed::Command { line: line(words), events, advice: advice.to_owned() }
}

/// What failed, the first failure first. What was only cancelled because of it says nothing.
fn events(aws: &mut dyn Aws, place: &Place) -> Vec<String> {
    let words = [
        "cloudformation",
        "describe-stack-events",
        "--stack-name",
        &place.name,
        "--region",
        &place.region,
        "--max-items",
        "200",
        "--query",
        "StackEvents[?contains(ResourceStatus, 'FAILED')].[LogicalResourceId, ResourceType, ResourceStatusReason]",
        "--output",
        "json",
    ];
    let Ok(Ok(text)) = aws.ask(&words.map(ToOwned::to_owned)) else { return Vec::new() };
    let rows: Vec<[Option<String>; 3]> = serde_json::from_str(&text).unwrap_or_default();
    let told = rows.into_iter().rev().filter_map(|[name, kind, reason]| {
        let reason = reason.filter(|reason| !reason.contains("cancelled"))?;
        Some(format!("{} ({}): {reason}", name.unwrap_or_default(), kind.unwrap_or_default()))
    });
    told.collect()
}
