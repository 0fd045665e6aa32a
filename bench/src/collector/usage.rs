//! What a program has used so far, by the kernel's own account (`proc_pid_stat(5)`, `proc_pid_status(5)`).

use std::fs;
use std::time::Duration;

/// In what unit the kernel tells CPU time: a hundredth of a second on every Linux (`getconf CLK_TCK`).
const TICK_MS: u64 = 10;

/// Fields of `/proc/PID/stat` after the name in parentheses, which may hold spaces: state is the first.
const PARENT: usize = 1;
const USER_TICKS: usize = 11;
const SYSTEM_TICKS: usize = 12;
const WAITED_USER_TICKS: usize = 13;
const WAITED_SYSTEM_TICKS: usize = 14;

/// CPU time of a process and all that it has started, ended ones included.
#[must_use]
pub fn cpu(pid: u32) -> Duration {
    let ticks: u64 = family(pid).iter().filter_map(|member| ticks(&stat(*member)?)).sum();
    Duration::from_millis(ticks * TICK_MS)
}

/// Resident memory of a process and all that it has started, in bytes: now, and at most so far.
#[must_use]
pub fn memory(pid: u32) -> Memory {
    let statuses = family(pid)
        .into_iter()
        .filter_map(|member| fs::read_to_string(format!("/proc/{member}/status")).ok());
    statuses.fold(Memory::default(), |sum, status| Memory {
        now_bytes: sum.now_bytes + bytes(&status, "VmRSS:"),
        most_bytes: sum.most_bytes + bytes(&status, "VmHWM:"),
    })
}

/// Resident memory in bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Memory {
    /// At this moment.
    pub now_bytes: u64,
    /// The most since the process started.
    pub most_bytes: u64,
}

/// The process and its living descendants.
fn family(pid: u32) -> Vec<u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let parents: Vec<(u32, u32)> = pids.filter_map(|child| Some((child, parent(&stat(child)?)?))).collect();
    let mut family = vec![pid];
    let mut looked = 0;
    while let Some(member) = family.get(looked).copied() {
        family.extend(parents.iter().filter(|(_, parent)| *parent == member).map(|(child, _)| *child));
        looked += 1;
    }
    family
}

fn stat(pid: u32) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, fields) = text.rsplit_once(") ")?;
    Some(fields.split_whitespace().map(str::to_owned).collect())
}

fn parent(stat: &[String]) -> Option<u32> {
    stat.get(PARENT)?.parse().ok()
}

fn ticks(stat: &[String]) -> Option<u64> {
    let fields = [USER_TICKS, SYSTEM_TICKS, WAITED_USER_TICKS, WAITED_SYSTEM_TICKS];
    fields.iter().map(|field| stat.get(*field)?.parse::<u64>().ok()).sum()
}

/// The kernel writes kB and means KiB.
fn bytes(status: &str, name: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kib = line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or(0) * 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_has_used_memory_and_is_its_own_family() {
        let pid = std::process::id();
        let memory = memory(pid);
        assert!(memory.now_bytes > 0 && memory.most_bytes >= memory.now_bytes);
        assert!(family(pid).contains(&pid));
    }

    #[test]
    fn time_spent_is_counted() {
        let pid = std::process::id();
        let before = cpu(pid);
        let mut sum = 0_u64;
        while cpu(pid) == before {
            sum = (0..1_000_000_u64).fold(sum, |sum, next| sum.wrapping_mul(31) ^ next);
        }
        assert_ne!(sum, 1);
    }
}
