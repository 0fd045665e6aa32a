//! `linger publish`: the menu and the SDK, put where site.yaml serves them from.

use std::io;
use std::path::PathBuf;

use linger_deploy::aws::Program;
use linger_deploy::publish::{Asked, plan};
use linger_deploy::stacks::{Failed, Place, Run};

use crate::failure::Failure;
use crate::region::named;

/// Uploads a menu and the SDK to the site of `linger deploy --menu-site`, each file as what it is, through the `aws` command
/// line; then has CloudFront forget what may have changed. Prints each command before it is run.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The site's stack.
    #[arg(long, default_value = "linger-site")]
    stack: String,
    /// Region of the stack. [default: `AWS_REGION` or `AWS_DEFAULT_REGION`]
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// Folder of the menu, with its index.html.
    #[arg(long, value_name = "FOLDER")]
    menu: Option<PathBuf>,
    /// Folder of the built SDK, such as sdk/npm/dist; it goes below linger/VERSION/, which is kept for a year.
    #[arg(long, value_name = "FOLDER")]
    sdk: Option<PathBuf>,
    /// Name of that folder. [default: the version of the package beside]
    #[arg(long, value_name = "VERSION")]
    sdk_version: Option<String>,
    /// Deletes what is there and not in the menu's folder; all below linger/ stays, as pages in caches name it.
    #[arg(long)]
    delete: bool,
    /// Only prints the commands; asks nobody and changes nothing.
    #[arg(long)]
    dry_run: bool,
}

/// Publishes.
pub(crate) fn run(arguments: Arguments) -> Result<(), Failure> {
    let region = named(arguments.region);
    let without = region
        .is_none()
        .then(|| "--region: where the site's stack is, is not said; give its Region".to_owned());
    let asked = Asked {
        place: Place { name: arguments.stack, region: region.unwrap_or_default() },
        menu: arguments.menu,
        sdk: arguments.sdk,
        sdk_version: arguments.sdk_version,
        delete: arguments.delete,
    };
    let release = match (asked.release(), without) {
        (Ok(release), None) => release,
        (release, without) => {
            let wrong = release.err().into_iter().flatten().map(|wrong| wrong.to_string());
            return Err(Failure::NotBegun {
                what: "publish",
                problems: without.into_iter().chain(wrong).collect(),
            });
        }
    };
    let folder = tempfile::tempdir()
        .map_err(|error| Failure::Broken(format!("there is no place for lists: {error}")))?;
    let mut program = Program::of_environment();
    let missing = program.clone();
    let mut out = io::stdout();
    let mut run = Run::new(&mut program, &mut out, folder.path());
    let steps = plan(&release);
    let done = if arguments.dry_run { run.dry(&steps).map_err(Failed::NotWritten) } else { run.run(&steps) };
    done.map_err(|failed| match failed {
        Failed::NotRun(error) => Failure::Broken(missing.missing(&error)),
        failed => Failure::Broken(failed.to_string()),
    })
}
