//! Dead letters in a folder of this machine: written aside, synced, renamed, and the folder synced. `object_store`'s own
//! folder does not sync.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bytes::Bytes;

use super::{DeadLetterError, Store};
use crate::sink::BoxFuture;

/// Files under this name are not whole.
const TEMPORARY: &str = ".tmp";

#[derive(Clone, Debug)]
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn try_open(path: &Path) -> Result<Self, DeadLetterError> {
        let failed = |source| DeadLetterError::Disk { path: path.to_owned(), source };
        create_all(path).map_err(failed)?;
        Ok(Self(path.to_owned()))
    }

    fn put(&self, name: &str, data: &[u8]) -> io::Result<()> {
        let path = self.0.join(name);
        let parent = path.parent().unwrap_or(&self.0);
        if parent != self.0 {
            self.create(parent)?;
        }
        let aside = aside(&path);
        let written = write(&aside, data).and_then(|()| fs::rename(&aside, &path));
        if written.is_err() {
            // What is left of it is overwritten by the next try of that name, and never read.
            let _ = fs::remove_file(&aside);
        }
        written.and_then(|()| sync_folder(parent))
    }

    /// The day's folder. Where it is there already, whoever created it may not have come to sync it.
    fn create(&self, folder: &Path) -> io::Result<()> {
        match fs::create_dir(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            _ => sync_folder(&self.0),
        }
    }

    fn list(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for folder in fs::read_dir(&self.0)? {
            let folder = folder?;
            if !folder.file_type()?.is_dir() {
                continue;
            }
            for file in fs::read_dir(folder.path())? {
                let (folder, file) = (folder.file_name(), file?.file_name());
                names.push(format!("{}/{}", folder.to_string_lossy(), file.to_string_lossy()));
            }
        }
        Ok(names)
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        let path = self.0.join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed.and_then(|()| sync_folder(path.parent().unwrap_or(&self.0))),
        }
    }

    /// Runs what waits for the disk where that holds up nobody.
    fn run<T: Send + 'static>(
        &self,
        name: &str,
        work: impl FnOnce(&Self, &str) -> io::Result<T> + Send + 'static,
    ) -> BoxFuture<'_, Result<T, DeadLetterError>> {
        let (folder, name) = (self.clone(), name.to_owned());
        let path = self.0.join(&name);
        Box::pin(async move {
            let done = tokio::task::spawn_blocking(move || work(&folder, &name)).await;
            let done = done.unwrap_or_else(|error| Err(io::Error::other(error)));
            done.map_err(|source| DeadLetterError::Disk { path, source })
        })
    }
}

impl Store for Folder {
    fn put<'a>(&'a self, name: &'a str, data: Bytes) -> BoxFuture<'a, Result<(), DeadLetterError>> {
        self.run(name, move |folder, name| folder.put(name, &data))
    }

    fn list(&self) -> BoxFuture<'_, Result<Vec<String>, DeadLetterError>> {
        self.run("", |folder, _| folder.list())
    }

    fn read<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Bytes, DeadLetterError>> {
        self.run(name, |folder, name| fs::read(folder.0.join(name)).map(Bytes::from))
    }

    fn remove<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<(), DeadLetterError>> {
        self.run(name, Self::remove)
    }
}

/// A folder and what is missing above it, each synced into the one above.
fn create_all(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let above = path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    create_all(above)?;
    fs::create_dir_all(path)?;
    sync_folder(above)
}

/// Beside the file, under a name that readers skip.
fn aside(path: &Path) -> PathBuf {
    let mut aside = path.as_os_str().to_owned();
    aside.push(TEMPORARY);
    aside.into()
}

fn write(path: &Path, data: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(data)?;
    file.sync_all()
}

/// Makes a rename or a removal in a folder durable: that is the folder's own data (fsync(2)).
fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}
