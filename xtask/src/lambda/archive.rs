//! A ZIP archive with one program in it (APPNOTE 6.3.10), as Lambda is given a function.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// Version 2.0 of the format can be unpacked by anyone; 3 says that the attributes are Unix's.
const VERSION: u16 = 20;
const MADE_ON_UNIX: u16 = 3 << 8 | VERSION;

const DEFLATED: u16 = 8;

/// 1980-01-01: the same program makes the same archive.
const DATE: u16 = 1 << 5 | 1;

/// A regular file that its owner may write and everyone may run: without the last, Lambda cannot start it.
const MODE: u32 = 0o100_755 << 16;

/// The archive's bytes.
pub(super) fn of(name: &str, program: &[u8]) -> Vec<u8> {
    let packed = deflated(program);
    let about = about(name, program, &packed);
    let mut zip = Vec::with_capacity(packed.len() + 256);
    zip.extend(b"PK\x03\x04");
    zip.extend(&about);
    zip.extend(name.as_bytes());
    zip.extend(&packed);
    let directory_at = zip.len();
    zip.extend(b"PK\x01\x02");
    zip.extend(MADE_ON_UNIX.to_le_bytes());
    zip.extend(&about);
    // No comment, first disk, no inner attributes; then the mode, and where the file begins.
    zip.extend([0; 6]);
    zip.extend(MODE.to_le_bytes());
    zip.extend(0_u32.to_le_bytes());
    zip.extend(name.as_bytes());
    let directory_bytes = zip.len() - directory_at;
    zip.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    zip.extend(word(directory_bytes));
    zip.extend(word(directory_at));
    zip.extend([0; 2]);
    zip
}

/// What stands before a file and again in the directory.
fn about(name: &str, program: &[u8], packed: &[u8]) -> Vec<u8> {
    let name_bytes = u16::try_from(name.len()).expect("the name is short");
    let halves = |halves: &[u16]| halves.iter().flat_map(|half| half.to_le_bytes()).collect::<Vec<_>>();
    let mut about = halves(&[VERSION, 0, DEFLATED, 0, DATE]);
    about.extend(crc32fast::hash(program).to_le_bytes());
    about.extend(word(packed.len()));
    about.extend(word(program.len()));
    about.extend(halves(&[name_bytes, 0]));
    about
}

/// Lambda takes at most 250 MB unpacked (Lambda quotas), which 32 bits hold.
fn word(bytes: usize) -> [u8; 4] {
    u32::try_from(bytes).expect("a function is far below 4 GB").to_le_bytes()
}

fn deflated(program: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(program).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn another_program_unpacks_it_to_the_same_bytes_and_may_run_it() {
        let folder = std::env::temp_dir().join(format!("linger-archive-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("function.zip");
        let program = b"a program ".repeat(1000);
        std::fs::write(&file, of("bootstrap", &program)).unwrap();
        let script = "import sys, zipfile\nzip = zipfile.ZipFile(sys.argv[1])\nassert zip.testzip() is None\n\
                      entry = zip.infolist()[0]\nprint(entry.filename, entry.file_size, oct(entry.external_attr >> 16))";
        let told =
            Command::new("python3").args(["-c", script]).arg(&file).output().expect("python3 is there");
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(String::from_utf8_lossy(&told.stdout).trim(), "bootstrap 10000 0o100755", "{told:?}");
    }
}
