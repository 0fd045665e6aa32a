//! `linger deploy`: linger on AWS, stack by stack, by the `aws` command line.

mod stdout;

use std::io::{self, Write};
use std::path::PathBuf;

use linger_deploy::Wrong;
use linger_deploy::aws::Program;
use linger_deploy::stacks::{Asked, Failed, Kept, Run, Settings, Stack, next, plan, removal};

use crate::failure::{Failure, unless_pipe_closed};
use crate::region::named;
use stdout::{kept, states};

/// Makes linger's stacks on AWS, or brings them up to date, through the `aws` command line. Prints each command before it is
/// run. May be run again at any time: what is as it should be stays as it is, and so does a parameter that is not given.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// How batches reach the stream: lambda-url, http-api, rest-firehose, direct or server.
    #[arg(long, value_name = "EDGE")]
    edge: Option<String>,
    /// A site whose batches are taken, with the origins of its pages: 'bistro=https://menu.example,https://www.menu.example'.
    /// A key alone takes those of the menu's site, with --menu-site, or else any. May be given more than once.
    #[arg(long, value_name = "SITE")]
    site: Vec<String>,
    /// Region of the stacks. [default: `AWS_REGION` or `AWS_DEFAULT_REGION`]
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// A second Region, to which the lake is copied.
    #[arg(long, value_name = "REGION")]
    replica_region: Option<String>,
    /// What the stacks' names begin with.
    #[arg(long, default_value = "linger")]
    name: String,
    /// A parameter of a stack, such as pipeline.LogDays=30; may be given more than once.
    #[arg(long, value_name = "STACK.PARAMETER=VALUE")]
    set: Vec<String>,
    /// Folder of the functions' archives. [default: that of `cargo xtask lambda`]
    #[arg(long, value_name = "FOLDER")]
    lambda: Option<PathBuf>,
    /// Processor of the functions: arm64 or `x86_64`.
    #[arg(long, default_value = "arm64")]
    architecture: String,
    /// Only this stack; may be given more than once.
    #[arg(long, value_name = "STACK")]
    only: Vec<String>,
    /// Also serves the menu, by CloudFront; its domain is set with --set site.DomainName=… and --set site.CertificateArn=….
    #[arg(long)]
    menu_site: bool,
    /// Also makes QuickSight's dashboard, for this user.
    #[arg(long, value_name = "ARN")]
    quicksight_user_arn: Option<String>,
    /// Who is written to when an alarm goes off.
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    #[command(flatten)]
    how: How,
}

/// What is to be done with the stacks.
#[derive(clap::Args)]
struct How {
    /// Only prints the commands; asks nobody and changes nothing.
    #[arg(long)]
    dry_run: bool,
    /// Says which stacks are there, and in which state.
    #[arg(long, conflicts_with = "remove")]
    status: bool,
    /// Deletes the stacks, the last made first. Lake, replica, the menu's bucket and the keys stay.
    #[arg(long)]
    remove: bool,
}

impl How {
    const fn is_deployment(&self) -> bool {
        !self.status && !self.remove
    }
}

/// Deploys, removes, or looks.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut problems = Vec::new();
    let asked = asked(arguments, &mut problems);
    let how = &arguments.how;
    let settings = if how.is_deployment() { asked.settings() } else { asked.frame() };
    let settings = match (settings, problems.is_empty()) {
        (Ok(settings), true) => settings,
        (settings, _) => {
            return Err(not_begun(problems.into_iter().chain(settings.err().into_iter().flatten())));
        }
    };
    let templates = tempfile::tempdir()
        .map_err(|error| Failure::Broken(format!("there is no place for the templates: {error}")))?;
    let mut program = Program::of_environment();
    let missing = program.clone();
    let mut out = io::stdout();
    let mut run = Run::new(&mut program, &mut out, templates.path());
    let done = match (how.status, how.remove) {
        (true, _) => look(&mut run, &settings),
        (_, true) => remove(&mut run, &settings, how.dry_run),
        _ => deploy(&mut run, &settings, how.dry_run),
    };
    done.map_err(|failed| match failed {
        Failed::NotRun(error) => Failure::Broken(missing.missing(&error)),
        failed => Failure::Broken(failed.to_string()),
    })
}

fn asked(arguments: &Arguments, problems: &mut Vec<Wrong>) -> Asked {
    let region = named(arguments.region.clone()).unwrap_or_else(|| {
        problems.push(Wrong {
            flag: "--region",
            reason: "where to is not said; give a Region such as ap-northeast-2".to_owned(),
        });
        "us-east-1".to_owned()
    });
    if arguments.how.is_deployment() && arguments.edge.is_none() {
        let reason = "how batches reach the stream is not said; give lambda-url, http-api, rest-firehose, direct or server";
        problems.push(Wrong { flag: "--edge", reason: reason.to_owned() });
    }
    Asked {
        name: arguments.name.clone(),
        // One that asks for nothing more, so that what is said is all that is missing.
        edge: arguments.edge.clone().unwrap_or_else(|| "server".to_owned()),
        sites: arguments.site.clone(),
        region,
        replica_region: arguments.replica_region.clone(),
        sets: arguments.set.clone(),
        architecture: arguments.architecture.clone(),
        functions: arguments.lambda.clone(),
        only: arguments.only.clone(),
        menu_site: arguments.menu_site,
        quicksight_user_arn: arguments.quicksight_user_arn.clone(),
        email: arguments.email.clone(),
    }
}

fn not_begun(wrong: impl Iterator<Item = Wrong>) -> Failure {
    Failure::NotBegun { what: "deploy", problems: wrong.map(|wrong| wrong.to_string()).collect() }
}

fn deploy(run: &mut Run<'_>, settings: &Settings, is_dry: bool) -> Result<(), Failed> {
    let steps = plan(settings);
    if is_dry {
        return run.dry(&steps).map_err(Failed::NotWritten);
    }
    say(&run.identity(&settings.region)?)?;
    run.run(&steps)?;
    let everything: Vec<_> = Stack::ALL.into_iter().map(|stack| (stack, settings.place(stack))).collect();
    let told = next(settings, &run.survey(&everything)?);
    say(&format!("\ndone; next:\n  - {}", told.0.join("\n  - ")))
}

fn look(run: &mut Run<'_>, settings: &Settings) -> Result<(), Failed> {
    say(&run.identity(&settings.region)?)?;
    let found = run.status(&settings.places())?;
    say(&states(&found))
}

fn remove(run: &mut Run<'_>, settings: &Settings, is_dry: bool) -> Result<(), Failed> {
    if is_dry {
        return run.dry(&removal(settings, &settings.stacks)).map_err(Failed::NotWritten);
    }
    say(&run.identity(&settings.region)?)?;
    let survey = run.survey(&settings.places())?;
    let there: Vec<Stack> = survey.keys().copied().collect();
    if there.is_empty() {
        return say("none of the stacks is there; nothing to delete");
    }
    run.run(&removal(settings, &there))?;
    say(&kept(&Kept::of(settings, &survey), settings.replica_region.is_none()))
}

fn say(text: &str) -> Result<(), Failed> {
    let mut out = io::stdout();
    let written = writeln!(out, "{text}").and_then(|()| out.flush());
    unless_pipe_closed(written)
        .map_err(|_| Failed::NotWritten(io::Error::other("standard output cannot be written")))
}
