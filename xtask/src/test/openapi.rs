//! The collector held against its own description: requests that it allows, and many that it does not, made up by
//! schemathesis.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::counts::Counts;
use crate::call::Call;
use crate::install::Installer;
use crate::problem::{During, Result};
use crate::project::Project;
use crate::python;
use crate::step::Step;

/// Versions of schemathesis and all it stands on.
const REQUIREMENTS: &str = "tests/schemathesis/requirements.txt";

/// Two minutes on two idle cores.
const BOUND: Duration = Duration::from_mins(15);

/// Requests made up for each operation, beside those that stand for each rule of its description.
const EXAMPLES: &str = "200";

/// Any will do, as long as it stays the same: a failure has to come again.
const SEED: &str = "20261122";

/// Runs the rest of its arguments beside a collector, whose log is the first, and stops that by its process id. A
/// collector that ended badly is a failure too.
const BESIDE_A_COLLECTOR: &str = r#"
log=$1 collector=$2
shift 2
"$collector" >"$log" 2>&1 &
server=$!
"$@"
code=$?
kill -TERM "$server"
wait "$server"
ended=$?
[ "$ended" = 0 ] && exit "$code"
echo "the collector ended with $ended:"
tail -n 40 "$log"
exit 1
"#;

/// Sends requests to a collector that was built as `program`.
pub(super) fn run(
    project: &Project,
    installer: &mut Installer,
    program: &Path,
    step: &mut Step,
) -> Result<()> {
    let tools = python::ready(project, installer, step, "schemathesis", REQUIREMENTS)?;
    let folder = fresh(project.path("target/openapi"))?;
    let address = free_address()?;
    let call = Call::new("sh", BOUND).args(["-c", BESIDE_A_COLLECTOR, "sh"]).within(&folder);
    let call = call.args([&folder.join("collector.log"), program, &tools.join("schemathesis")]);
    let schema = format!("http://{address}/openapi.json");
    let how =
        ["--wait-for-schema", "30", "--request-timeout", "10", "--seed", SEED, "--max-examples", EXAMPLES];
    step.call(
        &collector(call.args(["run", &schema]).args(how), &address, &folder)
            .set("NO_COLOR", "1")
            .set("SCHEMATHESIS_HOOKS", project.path("tests/schemathesis/hooks.py")),
    )
}

/// The requests that it has sent, from the line `1234 generated, 2 found 4 unique failures`.
pub(super) fn counts(log: &str) -> Counts {
    let line = log.lines().rev().find(|line| line.contains(" generated")).unwrap_or_default();
    let words: Vec<&str> = line.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let number = |what: &str| {
        let pair = words.windows(2).find(|pair| pair[1] == what)?;
        pair[0].parse::<u64>().ok()
    };
    let failed = number("found").unwrap_or(0);
    Counts { passed: number("generated").unwrap_or(0).saturating_sub(failed), failed }
}

/// The settings: no sink, and no limit of the rate, as all requests come from one address.
fn collector(call: Call, address: &str, folder: &Path) -> Call {
    let call = call.set("LINGER_LISTEN", address).set("LINGER_DATA", folder.join("data"));
    let call = call.set("LINGER_SINK", "memory");
    call.set("LINGER_EDGE_ADDRESS_PER_S", "0").set("LINGER_EDGE_SITE_PER_S", "0")
}

/// A free port of this machine. Another program may take it meanwhile, and the suite fails then.
fn free_address() -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").during("a free port")?;
    Ok(listener.local_addr().during("a free port")?.to_string())
}

fn fresh(folder: PathBuf) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(&folder).during(folder.display())?;
    }
    fs::create_dir_all(&folder).during(folder.display())?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    use super::*;

    #[test]
    fn requests_are_counted_from_the_summary() {
        let log = "Test cases:\n  1234 generated, 2 found 4 unique failures\n\nSeed: 1\n";
        assert_eq!(counts(log), Counts { passed: 1232, failed: 2 });
        assert_eq!(counts("Test cases:\n  98 generated, 98 passed\n"), Counts { passed: 98, failed: 0 });
        assert_eq!(counts("no schema\n"), Counts::default());
    }

    /// Exit code and log of a tool beside a server, both as scripts.
    fn beside(name: &str, server: &str, tool: &str) -> (Option<i32>, String) {
        let folder = std::env::temp_dir().join(format!("linger-xtask-{}-{name}", std::process::id()));
        let folder = fresh(folder).unwrap();
        let program = folder.join("server");
        fs::write(&program, format!("#!/bin/sh\n{server}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let mut command = Command::new("timeout");
        command.args(["60", "sh", "-c", BESIDE_A_COLLECTOR, "sh"]).arg(folder.join("log")).arg(&program);
        let output = command.args(["sh", "-c", tool]).current_dir(&folder).output().unwrap();
        fs::remove_dir_all(&folder).unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Says that it runs, and ends so when it is told to end.
    const SERVER: &str = "trap 'exit 0' TERM; touch up; while :; do sleep 0.02; done";

    #[test]
    fn the_tool_decides_and_the_server_is_ended() {
        let wait = "until [ -e up ]; do sleep 0.02; done";
        assert_eq!(beside("well", SERVER, wait).0, Some(0));
        assert_eq!(beside("badly", SERVER, &format!("{wait}; exit 7")).0, Some(7));
    }

    #[test]
    fn a_server_that_does_not_end_well_is_a_failure() {
        let (code, text) = beside(
            "refuses",
            &SERVER.replace("exit 0", "echo wrong settings; exit 2"),
            "until [ -e up ]; do sleep 0.02; done",
        );
        assert_eq!(code, Some(1));
        assert!(text.contains("ended with 2") && text.contains("wrong settings"), "{text}");
    }
}
