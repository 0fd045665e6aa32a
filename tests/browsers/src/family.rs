//! The processes that a process of ours has started, by the system's own account.

use std::fs;

/// Children of this process, theirs, and so on, parents first. None where the system keeps no `/proc`.
pub(crate) fn descendants(of: u32) -> Vec<u32> {
    let all = processes();
    let mut family = vec![of];
    let mut next = 0;
    while let Some(&parent) = family.get(next) {
        family.extend(all.iter().filter(|(_, its)| *its == parent).map(|(process, _)| *process));
        next += 1;
    }
    family.split_off(1)
}

/// Every process with its parent.
fn processes() -> Vec<(u32, u32)> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    // One may end while we look.
    numbers.filter_map(|process| Some((process, parent(process)?))).collect()
}

/// The fourth field of `/proc/[pid]/stat`; the second, the program's name, may hold spaces and brackets (proc(5)).
fn parent(process: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::time::Duration;

    use super::*;
    use crate::child::Running;
    use crate::until::until;

    #[tokio::test]
    async fn a_childs_child_is_found_and_ends_with_it() {
        let shell = Running::start(Command::new("sh").args(["-c", "sleep 600 & echo $!; wait"]));
        let sleeper = shell.line("the sleeper's number", |line| line.trim().parse::<u32>().ok());
        assert!(descendants(std::process::id()).contains(&sleeper));
        drop(shell);
        until("the sleeper's end", Duration::from_secs(10), || async { is_dead(sleeper).then_some(()) })
            .await;
    }

    /// Gone, or killed and not yet waited for by whoever inherited it.
    fn is_dead(process: u32) -> bool {
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        stat.is_empty() || stat.contains(") Z ")
    }
}
