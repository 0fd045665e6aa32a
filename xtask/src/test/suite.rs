//! The suites: what each runs, and within which time.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ValueEnum;

use super::counts::{self, Counts};
use super::{bare, functions, openapi, packaging, sql, templates};
use crate::browser::{Chromium, Firefox, WasmPackBrowsers, WebKit};
use crate::call::{Call, Ended};
use crate::fingerprint::Made;
use crate::groups::{OVER_THE_QUERY_ENGINE, THE_OTHERS, line};
use crate::install::Installer;
use crate::problem::{During, Problem, Result};
use crate::project::Project;
use crate::step::Step;
use crate::toolchain::{self, Purpose, Toolchain, furnished, variables};
use crate::{demo, emulator, node, sdk, tidy, wasm_pack};

/// For what compiles nothing.
const SHORT: Duration = Duration::from_mins(5);

/// For what compiles at most our own crates and a standard library.
const MIDDLE: Duration = Duration::from_mins(20);

/// For what may compile the query engine: five minutes on two idle cores, three times that on busy ones.
const LONG: Duration = Duration::from_mins(40);

/// Every suite, in the order in which they run: the quickest to fail first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Suite {
    /// rustfmt.
    Format,
    /// The project's own rules.
    Tidy,
    /// clippy, warnings denied.
    Clippy,
    /// rustdoc, warnings denied.
    Docs,
    /// Unit, property, integration and doc tests on this machine.
    Native,
    /// The collector against its own description, by schemathesis.
    Openapi,
    /// The SQL of insights on another engine.
    Sql,
    /// The CloudFormation templates before linters, rules of our own and other engines.
    Templates,
    /// The pages' and the npm package's tests in node.
    Www,
    /// The Lambda functions as processes, for both processors.
    Functions,
    /// The functions, a guest's keys, the lake and the stacks, before an emulator of AWS and in Chromium.
    Emulator,
    /// The engine as a module that asks the host for nothing.
    WasmBare,
    /// The SDK's own tests in Chromium and Firefox.
    WasmPack,
    /// The npm package and the examples, as others install and bundle them, in Chromium.
    Packaging,
    /// From the page to the lake in Chromium.
    Browser,
    /// The same scenarios in Chromium, Firefox and `WebKit`.
    Engines,
}

/// What suites share.
pub(super) struct Bench<'a> {
    pub(super) project: &'a Project,
    pub(super) installer: Installer,
}

impl<'a> Bench<'a> {
    pub(super) fn new(project: &'a Project, installer: Installer) -> Self {
        Self { project, installer }
    }

    fn cargo(&self, step: &mut Step, bound: Duration, args: &[&str]) -> Result<()> {
        step.call(&self.cargo_call(bound, args))
    }

    fn cargo_call(&self, bound: Duration, args: &[&str]) -> Call {
        Call::new("cargo", bound).args(args.iter().copied()).within(self.project.root())
    }

    fn node_packages(&mut self, step: &mut Step) -> Result<Made> {
        node::ready(self.project, &mut self.installer, step)
    }

    fn toolchain(&mut self, step: &mut Step) -> Result<Toolchain> {
        toolchain::ready(&mut self.installer, step)
    }
}

impl Suite {
    pub(super) const ALL: [Self; 16] = [
        Self::Format,
        Self::Tidy,
        Self::Clippy,
        Self::Docs,
        Self::Native,
        Self::Openapi,
        Self::Sql,
        Self::Templates,
        Self::Www,
        Self::Functions,
        Self::Emulator,
        Self::WasmBare,
        Self::WasmPack,
        Self::Packaging,
        Self::Browser,
        Self::Engines,
    ];

    /// The name in the summary and of the log.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Tidy => "tidy",
            Self::Clippy => "clippy",
            Self::Docs => "docs",
            Self::Native => "native",
            Self::Openapi => "openapi",
            Self::Sql => "sql",
            Self::Templates => "templates",
            Self::Www => "www",
            Self::Functions => "functions",
            Self::Emulator => "emulator",
            Self::WasmBare => "wasm-bare",
            Self::WasmPack => "wasm-pack",
            Self::Packaging => "packaging",
            Self::Browser => "browser",
            Self::Engines => "engines",
        }
    }

    /// Whether `--fast` leaves it out.
    pub(super) fn needs_browser(self) -> bool {
        matches!(self, Self::Emulator | Self::WasmPack | Self::Packaging | Self::Browser | Self::Engines)
    }

    /// Installs what it needs, and runs it.
    pub(super) fn run(self, bench: &mut Bench<'_>, step: &mut Step) -> Result<()> {
        match self {
            Self::Format => bench.cargo(step, SHORT, &["fmt", "--all", "--check"]),
            Self::Tidy => tidied(bench.project, step),
            Self::Clippy => clippy(bench, step),
            Self::Docs => docs(bench, step),
            Self::Native => native(bench, step),
            Self::Openapi => described(bench, step),
            Self::Sql => same_sql(bench, step),
            Self::Templates => templates::run(bench.project, &mut bench.installer, step),
            Self::Www => www(bench, step),
            Self::Functions => functions::as_processes(bench, step),
            Self::Emulator => functions::before_the_emulator(bench, step),
            Self::WasmBare => wasm_bare(bench, step),
            Self::WasmPack => in_wasm_pack(bench, step),
            Self::Packaging => packaged(bench, step),
            Self::Browser => in_browser(bench, step),
            Self::Engines => in_engines(bench, step),
        }
    }

    /// The tests that its log tells of; nothing for a suite that is one test in itself.
    pub(super) fn counts(self, log: &Path) -> Option<Counts> {
        let text =
            || fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        match self {
            Self::Native
            | Self::Functions
            | Self::Emulator
            | Self::WasmPack
            | Self::Browser
            | Self::Engines => Some(counts::of_cargo(&text())),
            Self::Openapi => Some(openapi::counts(&text())),
            Self::Sql | Self::Templates => Some(sql::counts(&text())),
            Self::Www | Self::Packaging => Some(counts::of_node(&text())),
            Self::Format | Self::Tidy | Self::Clippy | Self::Docs | Self::WasmBare => None,
        }
    }
}

fn tidied(project: &Project, step: &mut Step) -> Result<()> {
    let faults = tidy::faults(project)?;
    for fault in &faults {
        step.say(&fault.to_string());
    }
    if faults.is_empty() { Ok(()) } else { Err(Problem::new(format!("{} faults", faults.len()))) }
}

fn clippy(bench: &Bench<'_>, step: &mut Step) -> Result<()> {
    let warnings_denied = ["--", "-D", "warnings"];
    // With the feature, it looks at the tests before the emulator too.
    let others = ["--all-targets", "--features", "linger-tests-aws/emulator"];
    let others = line("clippy", &THE_OTHERS, &[&others[..], &warnings_denied].concat());
    let others = bench.cargo(step, LONG, &others);
    let over = [&["--all-targets"][..], &warnings_denied].concat();
    bench.cargo(step, LONG, &line("clippy", &OVER_THE_QUERY_ENGINE, &over)).and(others)
}

fn docs(bench: &Bench<'_>, step: &mut Step) -> Result<()> {
    on_each_group(|group| {
        let call = bench.cargo_call(LONG, &line("doc", group, &["--no-deps"]));
        step.call(&call.set("RUSTDOCFLAGS", "-D warnings"))
    })
}

fn native(bench: &Bench<'_>, step: &mut Step) -> Result<()> {
    let without_browsers = ["--no-fail-fast", "--", "--skip", BROWSER_TESTS];
    on_each_group(|group| bench.cargo(step, LONG, &line("test", group, &without_browsers)))
}

fn described(bench: &mut Bench<'_>, step: &mut Step) -> Result<()> {
    bench.cargo(step, LONG, &line("build", &THE_OTHERS, &["--bin", "linger-collector"]))?;
    let program = bench.project.target().join("debug/linger-collector");
    openapi::run(bench.project, &mut bench.installer, &program, step)
}

/// The tests of insights answer, and leave what they asked; another engine answers the same.
fn same_sql(bench: &mut Bench<'_>, step: &mut Step) -> Result<()> {
    let folder = bench.project.path("target/sql");
    if folder.exists() {
        fs::remove_dir_all(&folder).during(folder.display())?;
    }
    let test = ["--test", "lake", ANSWERING_TEST];
    let call = bench.cargo_call(LONG, &line("test", &OVER_THE_QUERY_ENGINE, &test));
    step.call(&call.set(sql::FOLDER_VARIABLE, &folder))?;
    sql::run(bench.project, &mut bench.installer, &folder, step)
}

/// Of the tests of insights the one that leaves its answers.
const ANSWERING_TEST: &str = "views::every_answer_is_what_a_slow_account_of_the_same_evenings_says";

/// The module under which all tests stand that need a browser.
const BROWSER_TESTS: &str = "real_browser::";

/// Does it for both groups, the quicker one first, and for the second even if the first fails.
fn on_each_group(mut run: impl FnMut(&[&'static str]) -> Result<()>) -> Result<()> {
    let others = run(&THE_OTHERS);
    run(&OVER_THE_QUERY_ENGINE).and(others)
}

fn www(bench: &mut Bench<'_>, step: &mut Step) -> Result<()> {
    bench.node_packages(step)?;
    let files = test_files(bench.project, &["www/test", "sdk/npm/test"])?;
    let call = Call::new("node", SHORT).args(["--test", "--test-reporter=tap"]).args(files);
    step.call(&call.within(bench.project.root()))
}

/// Named one by one, as releases of node differ in what a folder means to `--test`.
fn test_files(project: &Project, folders: &[&str]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for folder in folders.iter().map(|inside| project.path(inside)) {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            files.push(entry.during(folder.display())?.path());
        }
    }
    files.retain(|file| [".test.js", ".test.mjs"].iter().any(|end| file.to_string_lossy().ends_with(end)));
    files.sort();
    let none = || Problem::new(format!("no *.test.js or *.test.mjs in {}", folders.join(" or ")));
    if files.is_empty() { Err(none()) } else { Ok(files) }
}

fn wasm_bare(bench: &mut Bench<'_>, step: &mut Step) -> Result<()> {
    let toolchain = bench.toolchain(step)?;
    let target = bench.project.web_target();
    let variables = variables(&toolchain, Purpose::Smallest, bench.installer.tools(), &target);
    let call = Call::new(toolchain.cargo(), MIDDLE).args(bare::BUILD).within(bench.project.root());
    step.call(&furnished(call, &variables))?;
    bare::check(&target)
}

fn in_wasm_pack(bench: &mut Bench<'_>, step: &mut Step) -> Result<()> {
    let toolchain = bench.toolchain(step)?;
    let browsers = WasmPackBrowsers::ready(&mut bench.installer, step)?;
    let wasm_pack = wasm_pack::ready(bench.project, &bench.installer, step)?;
    let target = bench.project.web_target();
    let variables = variables(&toolchain, Purpose::Work, bench.installer.tools(), &target);
    let in_browser = |browser: &str, bound: Duration| {
        let call = Call::new(&wasm_pack, bound).args(["test", "--headless", browser, "--mode", "no-install"]);
        let call = browsers.furnished(call.within(bench.project.path("sdk")), bench.project)?;
        Ok(furnished(call, &variables))
    };
    let chrome = step.call(&in_browser("--chrome", MIDDLE)?);
    let call = in_browser("--firefox", FIREFOX_BOUND)?;
    for _ in 1..FIREFOX_TRIES {
        match step.attempt(&call)? {
            Ended::Well => return chrome,
            Ended::Badly => break,
            Ended::TooLate => {}
        }
    }
    step.call(&call).and(chrome)
}

/// Everything is compiled by then; the tests take ten seconds.
const FIREFOX_BOUND: Duration = Duration::from_mins(1);

/// Firefox 153 ESR at times never answers its first navigation (geckodriver's log ends with `WebDriver:Navigate`), seen in
/// more than every second start. A test that fails is not tried again.
const FIREFOX_TRIES: u32 = 8;

fn packaged(bench: &mut Bench<'_>, step: &mut Step) -> Result<()> {
    let toolchain = bench.toolchain(step)?;
    bench.node_packages(step)?;
    let browser = Chromium::ready(&mut bench.installer, step)?;
    sdk::ready(bench.project, &bench.installer, &toolchain, step)?;
    node::folder_ready(bench.project, &mut bench.installer, step, packaging::FOLDER)?;
    let application = packaging::rust_app(bench.project, &toolchain, bench.installer.tools(), step)?;
    let files = test_files(bench.project, &[packaging::FOLDER])?;
    let call = Call::new("node", SHORT).args(["--test", "--test-reporter=tap", "--test-concurrency=1"]);
    let call = call.args(files).within(bench.project.root()).set("LINGER_RUST_APP", application);
    step.call(&browser.furnished(call))
}

fn in_browser(bench: &mut Bench<'_>, step: &mut Step) -> Result<()> {
    let chromium = Chromium::ready(&mut bench.installer, step)?;
    real_pages(bench, step, "pages", |call| chromium.furnished(call))
}

fn in_engines(bench: &mut Bench<'_>, step: &mut Step) -> Result<()> {
    let chromium = Chromium::ready(&mut bench.installer, step)?;
    let firefox = Firefox::ready(&mut bench.installer, step)?;
    let webkit = WebKit::ready(&mut bench.installer, step)?;
    let emulator = emulator::ready(bench.project, &mut bench.installer, step)?;
    let furnished = |call| webkit.furnished(firefox.furnished(chromium.furnished(call)));
    let collected = real_pages(bench, step, "engines", furnished);
    // Without a server there is no query engine either.
    let direct = ["test", "--locked", "-p", "linger-tests-browsers", "--test", "direct", "--no-fail-fast"];
    let call = bench.cargo_call(LONG, &direct).args(["--", "--test-threads=1"]);
    step.call(&furnished(call).set("LINGER_EMULATOR", emulator)).and(collected)
}

/// Builds what a browser loads and what it talks to, and runs the tests that drive browsers.
fn real_pages(
    bench: &mut Bench<'_>,
    step: &mut Step,
    tests: &str,
    furnished: impl Fn(Call) -> Call,
) -> Result<()> {
    let toolchain = bench.toolchain(step)?;
    bench.node_packages(step)?;
    sdk::ready(bench.project, &bench.installer, &toolchain, step)?;
    demo::pages(bench.project, step)?;
    bench.cargo(step, LONG, &line("build", &OVER_THE_QUERY_ENGINE, &[]))?;
    // One at a time: they hold linger to tenths of a second, and browsers that share two cores disturb each other.
    let rest = ["--test", tests, "--no-fail-fast", "--", "--test-threads=1"];
    let call = bench.cargo_call(LONG, &line("test", &OVER_THE_QUERY_ENGINE, &rest));
    step.call(&furnished(call))
}
