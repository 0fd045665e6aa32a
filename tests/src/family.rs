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
