//! `linger qr`: the codes on the tables, as sheets to print.

mod choices;
mod place;

use std::path::PathBuf;

use linger_codes::{Fonts, GRID_USUAL, Order, Problem, Sheets};

use crate::failure::Failure;
use choices::{Format, LevelName, PaperName};
use place::Place;

/// Prints sheets of table codes: the menu's address with the table in it, as the SDK reads it. All that is wrong is
/// said before anything is written.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The menu's address, such as `https://menu.example/`. A query and a fragment stay as they are.
    #[arg(long, value_name = "ADDRESS")]
    address: String,
    /// The tables: names and ranges of numbers, such as 1-24,A1,Terrace.
    #[arg(long, value_name = "TABLES")]
    tables: String,
    /// File to write, which ends in .pdf or .svg. SVG of several pages has a file for each: codes-1.svg, codes-2.svg.
    /// [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// What to write, where the file's ending does not say it. [default: svg]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// What stands under each code, below the table; "" for nothing. [default: the address's host]
    #[arg(long, value_name = "TEXT")]
    caption: Option<String>,
    /// How much of a code may be dirty: L 7 %, M 15 %, Q 25 %, H 30 %. The more, the finer its modules.
    #[arg(long, value_enum, ignore_case = true, default_value_t = LevelName::Q)]
    level: LevelName,
    /// The paper's size.
    #[arg(long, value_enum, ignore_case = true, default_value_t = PaperName::A4)]
    paper: PaperName,
    /// How a page is parted: columns and rows, at most 10x10.
    #[arg(long, value_name = "COLUMNSxROWS", default_value = GRID_USUAL)]
    grid: String,
    /// Width of a code's modules in millimetres, at least 0.34. [default: as wide as fits]
    #[arg(long, value_name = "MM")]
    module_mm: Option<f64>,
    /// TrueType or OpenType file to write with. [default: one of this machine's that has all letters]
    #[arg(long, value_name = "FILE")]
    font: Option<PathBuf>,
}

/// Writes the sheets.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let place = Place::try_new(arguments.out.as_deref(), arguments.format);
    let (place, sheets) = match (place, sheets(arguments)) {
        (Ok(place), Ok(sheets)) => (place, sheets),
        (place, sheets) => {
            let problems = sheets.err().unwrap_or_default();
            return Err(not_begun(problems.iter().map(ToString::to_string).chain(place.err())));
        }
    };
    let files = place.files(&sheets).map_err(|problem| not_begun([problem]))?;
    files.write()
}

fn not_begun(problems: impl IntoIterator<Item = String>) -> Failure {
    Failure::NotBegun { what: "qr", problems: problems.into_iter().collect() }
}

fn sheets(arguments: &Arguments) -> Result<Sheets, Vec<Problem>> {
    let font = arguments.font.as_deref();
    let fonts = font.map_or_else(|| Ok(Fonts::of_machine()), Fonts::try_of_file);
    let order = Order {
        address: &arguments.address,
        tables: &arguments.tables,
        caption: arguments.caption.as_deref(),
        level: arguments.level.into(),
        paper: arguments.paper.into(),
        grid: &arguments.grid,
        module_mm: arguments.module_mm,
    };
    Sheets::try_new(&order, fonts.as_ref())
}
