//! An order, and the sheets that come of it.

use crate::address::MenuAddress;
use crate::draw::{Drawn, Page};
use crate::layout::Layout;
use crate::lettering::{Fonts, Lettering, Stroke};
use crate::paper::{Grid, Paper};
use crate::problem::Problem;
use crate::symbol::{Level, Symbol, symbols};
use crate::{pdf, svg, tables};

/// What is to be printed.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// The menu's address, with `http:` or `https:`. A query and a fragment stay; the table is added to the query.
    pub address: &'a str,
    /// The tables, as `1-24,A1,Terrace`: names of at most 32 bytes, ranges of numbers, parted by commas or line breaks.
    pub tables: &'a str,
    /// What stands under each code beside the table; an empty text for nothing, `None` for the address's host.
    pub caption: Option<&'a str>,
    /// How much of a code may be dirty.
    pub level: Level,
    /// The paper's size.
    pub paper: Paper,
    /// How a page is parted: columns and rows, such as `3x4`.
    pub grid: &'a str,
    /// Width of a module in millimetres; `None` for as wide as fits.
    pub module_mm: Option<f64>,
}

/// A table and what its code says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The table, as it was named.
    pub table: String,
    /// The menu's address with the table in it.
    pub address: String,
}

/// Sheets, ready to be written.
pub struct Sheets {
    paper: Paper,
    title: String,
    codes: Vec<Code>,
    pages: Vec<Page>,
}

impl Sheets {
    /// Lays the codes out in the order of their tables, all of one size. `fonts` may be why there are none.
    ///
    /// # Errors
    /// All that is wrong with the order; what follows from address and tables is only told where those are right.
    pub fn try_new(order: &Order<'_>, fonts: Result<&Fonts, &Problem>) -> Result<Self, Vec<Problem>> {
        let place = both(MenuAddress::try_new(order.address), tables::read(order.tables));
        let means = both(order.grid.parse().map_err(one), fonts.map_err(|problem| vec![problem.clone()]));
        let ((address, tables), (grid, fonts)) = both(place, means)?;
        let code = |table: &String| Code { table: table.clone(), address: address.of_table(table) };
        let codes: Vec<Code> = tables.iter().map(code).collect();
        let caption = order.caption.unwrap_or_else(|| address.host()).trim();
        let (drawn, texts) = both(coded(order, grid, &codes), lettered(&codes, caption, fonts))?;
        let (layout, symbols) = drawn;
        let pages = pages(grid, &layout, &codes, symbols, &texts)?;
        let title = format!("Table codes of {}", address.host());
        Ok(Self { paper: order.paper, title, codes, pages })
    }

    /// The codes, in the order in which they are printed.
    #[must_use]
    pub fn codes(&self) -> &[Code] {
        &self.codes
    }

    /// How many pages there are.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// Each page as SVG, in millimetres.
    pub fn svg(&self) -> impl Iterator<Item = String> {
        self.pages.iter().map(|page| svg::page(page, self.paper, &self.title))
    }

    /// All pages as one PDF.
    #[must_use]
    pub fn pdf(&self) -> Vec<u8> {
        pdf::document(&self.pages, self.paper, &self.title)
    }
}

/// Both, or the problems of both.
fn both<A, B>(
    first: Result<A, Vec<Problem>>,
    second: Result<B, Vec<Problem>>,
) -> Result<(A, B), Vec<Problem>> {
    match (first, second) {
        (Ok(first), Ok(second)) => Ok((first, second)),
        (Err(problems), Ok(_)) | (Ok(_), Err(problems)) => Err(problems),
        (Err(first), Err(second)) => Err([first, second].concat()),
    }
}

fn one(problem: Problem) -> Vec<Problem> {
    vec![problem]
}

fn coded(order: &Order<'_>, grid: Grid, codes: &[Code]) -> Result<(Layout, Vec<Symbol>), Vec<Problem>> {
    let addresses: Vec<String> = codes.iter().map(|code| code.address.clone()).collect();
    let too_long = |place: usize| Problem::CodeLong {
        table: codes[place].table.clone(),
        bytes: codes[place].address.len(),
        level: order.level,
    };
    let symbols = symbols(&addresses, order.level)
        .map_err(|places| places.into_iter().map(too_long).collect::<Vec<_>>())?;
    let side = symbols.first().map_or(0, |symbol| symbol.side);
    let layout = Layout::try_new(order.paper, grid, side, order.module_mm);
    layout.map(|layout| (layout, symbols)).map_err(one)
}

/// What stands under the codes: a text for each, and one for all.
struct Texts {
    names: Vec<(String, Lettering)>,
    caption: Option<(String, Lettering)>,
}

fn lettered(codes: &[Code], caption: &str, fonts: &Fonts) -> Result<Texts, Vec<Problem>> {
    let names: Vec<&str> = codes.iter().map(|code| code.table.as_str()).collect();
    let captions = if caption.is_empty() { &[][..] } else { &[caption][..] };
    let letters = |texts: &[&str], stroke| {
        let drawn = fonts.letterings(texts, stroke).map_err(one);
        drawn.map(|drawn| texts.iter().map(ToString::to_string).zip(drawn).collect::<Vec<_>>())
    };
    let (names, captions) = both(letters(&names, Stroke::Bold), letters(captions, Stroke::Plain))?;
    Ok(Texts { names, caption: captions.into_iter().next() })
}

fn pages(
    grid: Grid,
    layout: &Layout,
    codes: &[Code],
    symbols: Vec<Symbol>,
    texts: &Texts,
) -> Result<Vec<Page>, Vec<Problem>> {
    let (mut pages, mut problems) = (Vec::new(), Vec::new());
    for (place, (code, symbol)) in codes.iter().zip(symbols).enumerate() {
        let slot = place % grid.cells();
        if slot == 0 {
            pages.push(Page { codes: Vec::new(), marks: layout.marks() });
        }
        match drawn(code, symbol, layout, slot, (&texts.names[place], texts.caption.as_ref())) {
            Ok(drawn) => pages.last_mut().expect("the first slot begins a page").codes.push(drawn),
            Err(problem) if problems.contains(&problem) => {}
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(pages) } else { Err(problems) }
}

type Lettered = (String, Lettering);

fn drawn(
    code: &Code,
    symbol: Symbol,
    layout: &Layout,
    slot: usize,
    (name, caption): (&Lettered, Option<&Lettered>),
) -> Result<Drawn, Problem> {
    let cell = layout.cell(slot);
    let placed = |(text, lettering): &Lettered, place| lettering.placed(text, place, layout.text_mm_max());
    let name = placed(name, cell.name)?;
    let caption = caption.map(|caption| placed(caption, cell.caption)).transpose()?;
    let title = format!("{}: {}", code.table, code.address);
    let texts = [Some(name), caption].into_iter().flatten().collect();
    Ok(Drawn { title, symbol, at: cell.code, module_mm: layout.module_mm, texts })
}
