//! What can be wrong with an order, each with what to do.

use std::path::PathBuf;

use linger_wire::limits::TABLE_BYTES_MAX;

use crate::layout::MODULE_MM_MIN;
use crate::lettering::TEXT_MM_MIN;
use crate::paper::GRID_SIDE_MAX;
use crate::symbol::Level;
use crate::tables::TABLES_MAX;

/// Something that keeps the sheets from being drawn. Texts from outside are shown with their control characters escaped.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Problem {
    /// A control character or a space in the address.
    #[error(
        "the address {0:?} has a space or a control character in it; leave it out, or write a space as %20"
    )]
    AddressBlank(String),
    /// The address is none.
    #[error("{address:?} is no address ({reason}); give all of it, such as https://menu.example/")]
    AddressUnreadable {
        /// As it was given.
        address: String,
        /// In the words of the URL standard.
        reason: String,
    },
    /// Something a phone's camera would not open as a page.
    #[error("the address begins with `{0}:`; give one that begins with https: (or http:)")]
    AddressScheme(String),
    /// A name or password in the address.
    #[error("the address has a user name or password in it, which every guest could read; leave it out")]
    AddressSecret,
    /// The address already names a table.
    #[error("the address has a table in it (`table={0}`); leave it out, each code gets its own")]
    AddressTable(String),
    /// No table at all.
    #[error("no table is named; name some, such as 1-24,A1,Terrace")]
    TablesNone,
    /// Nothing between two commas.
    #[error("number {0} of the tables is empty; remove the comma too many, or name a table")]
    TableEmpty(usize),
    /// A control character in a table's name.
    #[error("the table {0:?} has a control character in its name; leave it out")]
    TableControl(String),
    /// A table's name that the collector would refuse.
    #[error("the table {name:?} has {} bytes, at most {TABLE_BYTES_MAX} can be sent; shorten it", .name.len())]
    TableLong {
        /// The name.
        name: String,
    },
    /// A range that ends before it begins.
    #[error("the tables {from}-{to} run backwards; write {to}-{from}")]
    RangeBackwards {
        /// As it begins.
        from: String,
        /// As it ends.
        to: String,
    },
    /// More tables than [`TABLES_MAX`].
    #[error("{0} tables, at most {TABLES_MAX} make one order; part them")]
    TablesMany(u64),
    /// Tables named more than once.
    #[error("named more than once: {}; name each table once", listed(.0))]
    TablesTwice(Vec<String>),
    /// A grid that is none.
    #[error("{0:?} is no grid; give columns and rows, each from 1 to {GRID_SIDE_MAX}, such as 3x4")]
    Grid(String),
    /// More text than the largest code holds.
    #[error(
        "the address of table {table:?} has {bytes} bytes, more than a code holds at level {level}; shorten it"
    )]
    CodeLong {
        /// The table.
        table: String,
        /// Bytes of its address.
        bytes: usize,
        /// The level of error correction.
        level: Level,
    },
    /// Modules that could not be printed and read.
    #[error(
        "the modules would be {0:.2} mm wide, and less than {MODULE_MM_MIN} mm is not read reliably; put fewer on a \
         page (--grid), shorten the address, or lower the level"
    )]
    ModuleSmall(f64),
    /// Modules larger than their cell.
    #[error(
        "modules of {asked} mm do not fit, at most {fits:.2} mm do; ask for less, or put fewer on a page (--grid)"
    )]
    ModuleLarge {
        /// As asked for.
        asked: f64,
        /// What would fit.
        fits: f64,
    },
    /// A text that would have to be too small.
    #[error(
        "{0:?} does not fit under its code with letters of {TEXT_MM_MIN} mm; shorten it, or put fewer on a page (--grid)"
    )]
    TextWide(String),
    /// Characters that no font here has.
    #[error("no font here can draw {}; name one that can with --font, or leave them out", drawn(.0))]
    Undrawable(Vec<char>),
    /// Each character is in some font, and no font has all of them.
    #[error("no one font here can draw all the names, or all the caption; name one that can with --font")]
    Scattered,
    /// No font at all.
    #[error("there is no font on this machine; name a file with --font")]
    NoFont,
    /// A font file that is none.
    #[error("{}: not readable as a font{}; name a TrueType or OpenType file", .file.display(), because(.reason.as_deref()))]
    FontFile {
        /// The file.
        file: PathBuf,
        /// What the system said, if it did.
        reason: Option<String>,
    },
}

/// Names of a list shown before the rest is counted.
const LISTED: usize = 12;

fn listed(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(LISTED).map(|name| format!("{name:?}")).collect();
    match names.len().saturating_sub(LISTED) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

fn drawn(characters: &[char]) -> String {
    let shown: Vec<String> = characters
        .iter()
        .map(|character| format!("{character:?} (U+{:04X})", u32::from(*character)))
        .collect();
    shown.join(", ")
}

fn because(reason: Option<&str>) -> String {
    reason.map_or(String::new(), |reason| format!(" ({reason})"))
}
