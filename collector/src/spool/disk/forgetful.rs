//! A disk in memory that crashes: what was not synced is forgotten, in part or whole, in any order; what is written
//! when the power fails is torn at any byte; names that were not synced come undone. And it fails as it is told to,
//! as disks do: no space left, an error of a sync after which the bytes are gone.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::content::{Change, Content, Crash, Keeps};
use super::{Disk, DiskFile, Lock};

/// What goes wrong at an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No space is left: a write puts down this many bytes at most, then fails.
    Full {
        /// Bytes that still fit.
        bytes: usize,
    },
    /// An input or output error. A sync that fails so has lost the bytes, and later syncs succeed without them.
    Broken,
    /// The power fails: the operation may have happened, in part or whole, and every later one fails until
    /// [`ForgetfulDisk::crash`].
    Crash,
}

/// The disk. Clones are the same disk.
#[derive(Clone, Default)]
pub struct ForgetfulDisk(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    files: Vec<Content>,
    names: BTreeMap<PathBuf, usize>,
    names_durable: BTreeMap<PathBuf, usize>,
    names_unsynced: Vec<(PathBuf, Naming)>,
    locks: BTreeSet<PathBuf>,
    operations: u64,
    faults: BTreeMap<u64, Fault>,
    lasting: Option<Fault>,
    crashed: bool,
    generation: u64,
}

#[derive(Clone)]
enum Naming {
    Named(usize),
    Removed,
}

impl ForgetfulDisk {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Operations that changed something or synced, so far. Reading is not counted.
    #[must_use]
    pub fn operations(&self) -> u64 {
        self.state().operations
    }

    /// Lets the operation of this number fail, once; the first is 0.
    pub fn fail_at(&self, operation: u64, fault: Fault) {
        self.state().faults.insert(operation, fault);
    }

    /// Lets all operations fail from now on; `None` heals the disk.
    pub fn fail(&self, fault: Option<Fault>) {
        self.state().lasting = fault;
    }

    /// Whether a [`Fault::Crash`] has happened, and no [`ForgetfulDisk::crash`] since.
    #[must_use]
    pub fn has_crashed(&self) -> bool {
        self.state().crashed
    }

    /// The power fails and comes back. Files that were open are so no more; locks are gone.
    pub fn crash(&self, crash: Crash) {
        let mut state = self.state();
        if let Some(mut keeps) = Keeps::of(crash) {
            state.forget_names(&mut keeps);
            state.files.iter_mut().for_each(|content| content.forget(&mut keeps));
        }
        state.locks.clear();
        state.faults.clear();
        state.lasting = None;
        state.crashed = false;
        state.generation += 1;
    }

    /// Turns one bit of a file over, also on the plate. Whether there was such a bit.
    #[must_use]
    pub fn flip(&self, path: &Path, bit: u64) -> bool {
        let mut state = self.state();
        let Some(&file) = state.names.get(path) else { return false };
        let (byte, mask) = (usize::try_from(bit / 8).unwrap_or(usize::MAX), 1 << (bit % 8));
        let content = &mut state.files[file];
        let found = content.bytes.get_mut(byte).map(|byte| *byte ^= mask).is_some();
        content.durable.get_mut(byte).into_iter().for_each(|byte| *byte ^= mask);
        found
    }

    /// Puts a file there, synced.
    pub fn put(&self, path: &Path, bytes: &[u8]) {
        let mut state = self.state();
        let file = state.files.len();
        state.files.push(Content::synced(bytes));
        state.names.insert(path.to_owned(), file);
        state.names_durable.insert(path.to_owned(), file);
    }

    /// The bytes of a file as a reader sees them.
    #[must_use]
    pub fn bytes(&self, path: &Path) -> Option<Vec<u8>> {
        let state = self.state();
        state.names.get(path).map(|&file| state.files[file].bytes.clone())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts an operation that puts down no bytes, then does it unless it shall fail.
    fn change<T>(&self, change: impl FnOnce(&mut State) -> io::Result<T>) -> io::Result<T> {
        let mut state = self.state();
        match state.fault()? {
            None => change(&mut state),
            Some(Fault::Crash) => change(&mut state).and(Err(power_failed())),
            Some(fault) => Err(fault.error()),
        }
    }

    fn file(&self, number: usize) -> Arc<dyn DiskFile> {
        let generation = self.state().generation;
        Arc::new(ForgetfulFile { disk: self.clone(), number, generation })
    }
}

impl State {
    /// What the next operation meets.
    fn fault(&mut self) -> io::Result<Option<Fault>> {
        if self.crashed {
            return Err(power_failed());
        }
        let fault = self.faults.remove(&self.operations).or(self.lasting);
        self.operations += 1;
        self.crashed = fault == Some(Fault::Crash);
        Ok(fault)
    }

    fn name(&mut self, path: &Path, naming: Naming) {
        apply(&mut self.names, path, &naming);
        self.names_unsynced.push((path.to_owned(), naming));
    }

    fn forget_names(&mut self, keeps: &mut Keeps) {
        for (path, naming) in std::mem::take(&mut self.names_unsynced) {
            if keeps.whole() {
                apply(&mut self.names_durable, &path, &naming);
            }
        }
        self.names = self.names_durable.clone();
    }
}

fn apply(names: &mut BTreeMap<PathBuf, usize>, path: &Path, naming: &Naming) {
    match naming {
        Naming::Named(file) => names.insert(path.to_owned(), *file),
        Naming::Removed => names.remove(path),
    };
}

impl Fault {
    fn error(self) -> io::Error {
        match self {
            Self::Full { .. } => io::Error::new(ErrorKind::StorageFull, "no space left on device"),
            Self::Broken => io::Error::other("input/output error"),
            Self::Crash => power_failed(),
        }
    }
}

fn power_failed() -> io::Error {
    io::Error::other("the power has failed")
}

fn no_such_file() -> io::Error {
    io::Error::new(ErrorKind::NotFound, "no such file")
}

impl Disk for ForgetfulDisk {
    fn create_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Lock>> {
        let mut state = self.state();
        if !state.locks.insert(path.to_owned()) {
            return Ok(None);
        }
        let generation = state.generation;
        Ok(Some(Box::new(Held { disk: self.clone(), path: path.to_owned(), generation })))
    }

    fn create(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        let number = self.change(|state| {
            if state.names.contains_key(path) {
                return Err(io::Error::new(ErrorKind::AlreadyExists, "file exists"));
            }
            let number = state.files.len();
            state.files.push(Content::default());
            state.name(path, Naming::Named(number));
            Ok(number)
        })?;
        Ok(self.file(number))
    }

    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        let number = self.state().names.get(path).copied().ok_or_else(no_such_file)?;
        Ok(self.file(number))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.change(|state| {
            let number = state.names.get(from).copied().ok_or_else(no_such_file)?;
            state.name(to, Naming::Named(number));
            state.name(from, Naming::Removed);
            Ok(())
        })
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.change(|state| {
            state.names.get(path).ok_or_else(no_such_file)?;
            state.name(path, Naming::Removed);
            Ok(())
        })
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        let state = self.state();
        let inside = state.names.keys().filter(|path| path.parent() == Some(folder));
        Ok(inside.filter_map(|path| path.file_name()?.to_str().map(str::to_owned)).collect())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.change(|state| {
            let inside = |path: &PathBuf| path.parent() == Some(folder);
            let synced = state.names_unsynced.extract_if(.., |(path, _)| inside(path));
            for (path, naming) in synced {
                apply(&mut state.names_durable, &path, &naming);
            }
            Ok(())
        })
    }
}

struct Held {
    disk: ForgetfulDisk,
    path: PathBuf,
    generation: u64,
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut state = self.disk.state();
        if state.generation == self.generation {
            state.locks.remove(&self.path);
        }
    }
}

struct ForgetfulFile {
    disk: ForgetfulDisk,
    number: usize,
    generation: u64,
}

impl ForgetfulFile {
    fn change<T>(&self, change: impl FnOnce(&mut Content, Option<Fault>) -> io::Result<T>) -> io::Result<T> {
        let mut state = self.disk.state();
        if state.generation != self.generation {
            return Err(power_failed());
        }
        let fault = state.fault()?;
        change(&mut state.files[self.number], fault)
    }
}

impl DiskFile for ForgetfulFile {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let state = self.disk.state();
        let bytes = &state.files[self.number].bytes;
        let rest = bytes.get(usize::try_from(offset).unwrap_or(usize::MAX)..).unwrap_or_default();
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        Ok(length)
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        let offset = usize::try_from(offset).map_err(io::Error::other)?;
        self.change(|content, fault| {
            let fits = match fault {
                Some(Fault::Full { bytes: fits }) => fits.min(bytes.len()),
                Some(Fault::Broken) => 0,
                Some(Fault::Crash) | None => bytes.len(),
            };
            content.change(Change::Written { offset, bytes: bytes[..fits].to_vec() });
            fault.map_or(Ok(()), |fault| Err(fault.error()))
        })
    }

    fn sync(&self) -> io::Result<()> {
        self.change(|content, fault| match fault {
            None => {
                content.sync();
                Ok(())
            }
            Some(fault) => {
                if fault == Fault::Broken {
                    content.lose();
                }
                Err(fault.error())
            }
        })
    }

    fn len(&self) -> io::Result<u64> {
        Ok(self.disk.state().files[self.number].bytes.len() as u64)
    }

    fn set_len(&self, bytes: u64) -> io::Result<()> {
        let bytes = usize::try_from(bytes).map_err(io::Error::other)?;
        self.change(|content, fault| match fault {
            None | Some(Fault::Crash) => {
                content.change(Change::Cut { bytes });
                fault.map_or(Ok(()), |fault| Err(fault.error()))
            }
            Some(fault) => Err(fault.error()),
        })
    }
}
