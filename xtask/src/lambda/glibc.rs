//! Whether a program starts where it will run: `provided.al2023` has glibc 2.34 (Amazon Linux 2023 release notes), and a
//! program that was linked against a newer one may ask for what is not there.

use crate::problem::{Problem, Result};

/// A version of glibc, as in 2.34.
type Version = (u32, u32);

/// What `provided.al2023` has.
const THERE: Version = (2, 34);

/// Before every version, in the table of names that a program asks the loader for.
const MARK: &[u8] = b"GLIBC_";

/// Refuses a program that asks for more than there is, and one that asks for nothing, which is none.
pub(super) fn check(program: &[u8]) -> Result<()> {
    match newest(program) {
        None => Err(Problem::new("it asks for no version of glibc at all; is it a program of Linux?")),
        Some(asked) if asked > THERE => Err(too_new(asked)),
        Some(_) => Ok(()),
    }
}

fn too_new((major, minor): Version) -> Problem {
    let (major_there, minor_there) = THERE;
    Problem::new(format!(
        "it asks for glibc {major}.{minor}, and Lambda's provided.al2023 has {major_there}.{minor_there}; build it on \
         Debian 12 or on Amazon Linux 2023, or with cargo-zigbuild for x86_64-unknown-linux-gnu.{major_there}.{minor_there}"
    ))
}

/// The newest version that is asked for. They stand as text in the dynamic string table; the same text anywhere else
/// could only make this stricter.
fn newest(program: &[u8]) -> Option<Version> {
    let marks = program.windows(MARK.len()).enumerate().filter(|(_, window)| *window == MARK);
    marks.filter_map(|(at, _)| version(&program[at + MARK.len()..])).max()
}

/// The version that a text begins with. A third number is of releases before 2.4 and decides nothing here.
fn version(text: &[u8]) -> Option<Version> {
    let end = text.iter().position(|byte| !byte.is_ascii_digit() && *byte != b'.')?;
    let mut numbers = std::str::from_utf8(&text[..end]).ok()?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_counts_as_a_number_and_not_as_text() {
        assert_eq!(newest(b"\0GLIBC_2.2.5\0GLIBC_2.9\0GLIBC_2.34\0"), Some((2, 34)));
        assert_eq!(newest(b"\0GLIBC_PRIVATE\0GLIBC_2.17\0GLIBC_\0"), Some((2, 17)));
        assert_eq!(newest(b"\0GLIBCXX_3.4\0"), None);
    }

    #[test]
    fn programs_that_would_not_start_are_refused_and_told_what_to_do() {
        assert!(check(b"\0GLIBC_2.34\0").is_ok());
        let problem = check(b"\0GLIBC_2.34\0GLIBC_2.36\0").unwrap_err().to_string();
        assert!(problem.contains("2.36") && problem.contains("al2023"), "{problem}");
        assert!(check(b"#!/bin/sh\n").is_err());
    }

    #[test]
    fn a_real_program_asks_for_something() {
        let this = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        assert!(newest(&this).is_some_and(|(major, _)| major == 2));
    }
}
