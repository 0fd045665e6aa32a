//! Where the sheets go: standard output, or files that were found writable before anything was drawn.

use std::fs::{self, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use linger_codes::Sheets;

use super::choices::Format;
use crate::failure::{Failure, unless_pipe_closed};

/// A format, and the file that was named.
#[derive(Debug)]
pub(super) struct Place<'a> {
    format: Format,
    out: Option<&'a Path>,
}

/// What is to be written.
pub(super) enum Files {
    Standard(Vec<u8>),
    Named(Vec<(PathBuf, Vec<u8>)>),
}

impl<'a> Place<'a> {
    /// Fails if nothing says the format, or the file cannot be written. Leaves what is there as it is.
    pub(super) fn try_new(out: Option<&'a Path>, format: Option<Format>) -> Result<Self, String> {
        let Some(path) = out else {
            let format = format.unwrap_or(Format::Svg);
            let is_unfit = format == Format::Pdf && io::stdout().is_terminal();
            let unfit = || "a PDF is nothing for a terminal; name a file with --out".to_owned();
            return if is_unfit { Err(unfit()) } else { Ok(Self { format, out }) };
        };
        let shown = path.display();
        let unsaid = || format!("{shown} ends in neither .pdf nor .svg; give --format pdf or --format svg");
        let format = format.or_else(|| format_of(path)).ok_or_else(unsaid)?;
        let unwritable = |error| format!("{shown} cannot be written ({error}); name another file with --out");
        tried(path).map_err(unwritable)?;
        Ok(Self { format, out })
    }

    /// The sheets as bytes, each where it belongs.
    pub(super) fn files(&self, sheets: &Sheets) -> Result<Files, String> {
        match (self.out, self.format) {
            (Some(path), Format::Pdf) => Ok(Files::Named(vec![(path.to_owned(), sheets.pdf())])),
            (Some(path), Format::Svg) => Ok(Files::Named(numbered(path, sheets.svg().collect()))),
            (None, Format::Pdf) => Ok(Files::Standard(sheets.pdf())),
            (None, Format::Svg) if sheets.pages() == 1 => {
                Ok(Files::Standard(sheets.svg().flat_map(String::into_bytes).collect()))
            }
            (None, Format::Svg) => Err(format!(
                "{} pages make as many SVG documents; name a file with --out, or give --format pdf",
                sheets.pages()
            )),
        }
    }
}

fn format_of(path: &Path) -> Option<Format> {
    let ending = path.extension()?;
    let formats = [("pdf", Format::Pdf), ("svg", Format::Svg)];
    formats.into_iter().find(|(name, _)| ending.eq_ignore_ascii_case(name)).map(|(_, format)| format)
}

/// Opens it for writing, and removes it again if it was not there.
fn tried(path: &Path) -> io::Result<()> {
    let is_new = !path.exists();
    OpenOptions::new().append(true).create(true).open(path)?;
    if is_new { fs::remove_file(path) } else { Ok(()) }
}

/// One page keeps the name; several are numbered, with as many digits as the last one needs.
fn numbered(path: &Path, pages: Vec<String>) -> Vec<(PathBuf, Vec<u8>)> {
    let (count, digits) = (pages.len(), pages.len().to_string().len());
    let name = |place: usize| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        path.with_file_name(format!("{stem}-{:0digits$}.svg", place + 1))
    };
    let path = |place| if count == 1 { path.to_owned() } else { name(place) };
    pages.into_iter().enumerate().map(|(place, page)| (path(place), page.into_bytes())).collect()
}

impl Files {
    /// Writes them, and says on standard error what was written.
    pub(super) fn write(self) -> Result<(), Failure> {
        match self {
            Self::Standard(bytes) => unless_pipe_closed(io::stdout().write_all(&bytes)),
            Self::Named(files) => files.into_iter().try_for_each(|(path, bytes)| {
                let shown = path.display();
                let broken = |error| Failure::Broken(format!("{shown} could not be written ({error})"));
                fs::write(&path, bytes).map_err(broken)?;
                eprintln!("{shown}");
                Ok(())
            }),
        }
    }
}
