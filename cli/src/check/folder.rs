//! Whether folders take files that last, and files can be read.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use linger_collector::settings::{DeadLetterPlace, Settings};

use super::trial::{Answer, Trial};

/// The trials of what the settings name on this machine.
pub(super) fn trials(settings: &Settings) -> Vec<Trial> {
    let mut folders = vec![("data folder", &settings.data), ("spool folder", &settings.spool.folder)];
    if let DeadLetterPlace::Folder(folder) = &settings.dead_letters.to {
        folders.push(("dead letters", folder));
    }
    let files =
        settings.tls.iter().flat_map(|tls| [("certificate", &tls.certificate), ("its key", &tls.key)]);
    let files: Vec<Trial> = files.map(|(name, path)| on(name, path, readable)).collect();
    folders.into_iter().map(|(name, path)| on(name, path, writable)).chain(files).collect()
}

fn on(name: &'static str, path: &Path, attempt: fn(&Path) -> Answer) -> Trial {
    let path = path.to_owned();
    Trial::of_disk(name, move || attempt(&path))
}

fn readable(path: &Path) -> Answer {
    let shown = path.display();
    match fs::read_to_string(path) {
        Ok(text) if text.contains("-----BEGIN ") => Ok(format!("{shown} is PEM")),
        Ok(_) => Err(format!("{shown} holds no PEM block; convert it with openssl, or name another file")),
        Err(error) => Err(format!("{shown} cannot be read ({error})")),
    }
}

/// A folder that is missing is made by whoever needs it first, so here the one is tried in which it will be made.
fn writable(folder: &Path) -> Answer {
    let there = existing(folder);
    let began = Instant::now();
    let shown = folder.display();
    match written(&there) {
        Ok(()) => {
            let ms = began.elapsed().as_secs_f64() * 1_000.0;
            let made = if there == folder { "" } else { "; it will be made" };
            Ok(format!("{shown} takes files, synced in {ms:.1} ms{made}"))
        }
        Err(error) => Err(format!(
            "{shown} cannot be written ({}: {error}); give this user the right, or name another folder",
            there.display()
        )),
    }
}

fn existing(folder: &Path) -> PathBuf {
    let found = folder.ancestors().find(|above| above.exists());
    found.filter(|found| !found.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// Trials under way at once may be in the same folder.
static FILES: AtomicU32 = AtomicU32::new(0);

/// Writes, syncs and removes a file.
fn written(folder: &Path) -> io::Result<()> {
    let number = FILES.fetch_add(1, Ordering::Relaxed);
    let path = folder.join(format!(".linger-check-{}-{number}", std::process::id()));
    let synced = File::create_new(&path).and_then(|mut file| {
        file.write_all(b"linger check\n")?;
        file.sync_all()
    });
    let removed = fs::remove_file(&path);
    synced.and(removed)
}
