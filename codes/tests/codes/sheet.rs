//! Every table of a sheet, read from the picture of it.

use linger_codes::{Level, Order, Paper, QUIET_MODULES, Sheets};

use crate::order::{ORDER, sheets};
use crate::picture::{Picture, of_pdf, of_svg};
use crate::reading::read;

/// 125 dots an inch, less than half of what office printers have.
const PX_MM: f32 = 5.0;

fn svg_pictures(sheets: &Sheets) -> Vec<Picture> {
    sheets.svg().map(|svg| of_svg(&svg, PX_MM)).collect()
}

/// The cells of all pages, in their order.
fn cells(pages: &[Picture], (columns, rows): (usize, usize)) -> Vec<Picture> {
    pages.iter().flat_map(|page| page.cells(columns, rows, PX_MM)).collect()
}

/// What each cell's code says, up to the last cell with one.
fn said(pages: &[Picture], parts: (usize, usize)) -> Vec<Option<String>> {
    let mut said: Vec<_> =
        cells(pages, parts).iter().map(|cell| read(cell).map(|found| found.text)).collect();
    said.truncate(said.iter().rposition(Option::is_some).map_or(0, |last| last + 1));
    said
}

fn wanted(sheets: &Sheets) -> Vec<Option<String>> {
    sheets.codes().iter().map(|code| Some(code.address.clone())).collect()
}

#[test]
fn every_table_is_read_from_its_cell_in_svg_and_pdf() {
    let sheets = sheets(Order { tables: "1-12,A1,테라스 창가,a&b<\"c'>", ..ORDER });
    assert_eq!((sheets.codes().len(), sheets.pages()), (15, 2));
    assert_eq!(sheets.codes()[0].address, "https://menu.example/?lang=ko&table=1#/");
    assert_eq!(said(&svg_pictures(&sheets), (3, 4)), wanted(&sheets), "from SVG");
    assert_eq!(said(&of_pdf(sheets.pdf(), PX_MM), (3, 4)), wanted(&sheets), "from PDF");
}

#[test]
fn every_level_paper_and_grid_is_read() {
    // The two bits of the format information, ISO/IEC 18004 table 12.
    let cases = [
        (Level::L, 1, Paper::A4, (1, 1)),
        (Level::M, 0, Paper::Letter, (2, 3)),
        (Level::Q, 3, Paper::Letter, (5, 6)),
        (Level::H, 2, Paper::A4, (4, 2)),
    ];
    for (level, bits, paper, (columns, rows)) in cases {
        let grid = &format!("{columns}x{rows}");
        let sheets = sheets(Order { level, paper, grid, tables: "1-3,A1", ..ORDER });
        let pages = svg_pictures(&sheets);
        assert_eq!(said(&pages, (columns, rows)), wanted(&sheets), "{level} {paper:?} {columns}x{rows}");
        let found: Vec<_> = cells(&pages, (columns, rows)).iter().filter_map(read).collect();
        assert!(found.iter().all(|found| found.meta.ecc_level == bits), "level {level}");
    }
}

#[test]
fn all_codes_of_a_sheet_are_of_one_size() {
    let sheets = sheets(Order { tables: "1,Terrace-with-a-long-name,7", ..ORDER });
    let found: Vec<_> = cells(&svg_pictures(&sheets), (3, 4)).iter().filter_map(read).collect();
    let widths: Vec<i32> = found.iter().map(|found| found.corners[1].0 - found.corners[0].0).collect();
    assert_eq!(widths.len(), 3);
    assert!(widths.iter().all(|width| width.abs_diff(widths[0]) <= 1), "{widths:?}");
}

#[test]
fn four_modules_around_each_code_stay_white() {
    for picture in cells(&svg_pictures(&sheets(ORDER)), (3, 4)) {
        if let Some(found) = read(&picture) {
            let [(left, top), (right, _), (_, bottom), _] = found.corners;
            let modules = 17 + 4 * i32::try_from(found.meta.version.0).expect("a version is at most 40");
            let quiet = (right - left) * i32::try_from(QUIET_MODULES).expect("it is four") / modules - 2;
            let ring = (left - quiet..right + quiet)
                .flat_map(|x| (top - quiet..bottom + quiet).map(move |y| (x, y)));
            let outside =
                ring.filter(|(x, y)| *x < left - 1 || *x > right + 1 || *y < top - 1 || *y > bottom + 1);
            for (x, y) in outside {
                let (x, y) =
                    (usize::try_from(x).expect("on the page"), usize::try_from(y).expect("on the page"));
                assert!(!picture.is_dark(x, y), "{}: dark at {x}, {y}", found.text);
            }
        }
    }
}

#[test]
fn pdf_and_svg_show_the_same_letters_and_marks_included() {
    let sheets = sheets(ORDER);
    let (svg, pdf) = (&svg_pictures(&sheets)[0], &of_pdf(sheets.pdf(), PX_MM)[0]);
    let (width, height) = (svg.width.min(pdf.width), svg.height.min(pdf.height));
    let pixels = || (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let dark = pixels().filter(|(x, y)| svg.is_dark(*x, *y)).count();
    let other = pixels().filter(|(x, y)| svg.at(*x, *y).abs_diff(pdf.at(*x, *y)) > 160).count();
    assert!(dark > 100_000 && other * 100 < dark, "{other} of {dark} dark pixels differ");
}

#[test]
fn the_same_order_gives_the_same_bytes_and_a_page_for_each_grid_full() {
    let (first, second) = (sheets(ORDER), sheets(ORDER));
    assert_eq!(first.pdf(), second.pdf());
    assert!(first.svg().eq(second.svg()));
    let pages = |tables| sheets(Order { tables, grid: "2x2", ..ORDER }).pages();
    assert_eq!(["1-4", "1-5", "1-8", "1-9"].map(pages), [1, 2, 2, 3]);
}

#[test]
fn a_sheet_is_as_large_as_its_paper() {
    for (paper, width, height) in [(Paper::A4, 210.0, 297.0), (Paper::Letter, 215.9, 279.4)] {
        let sheets = sheets(Order { paper, ..ORDER });
        let svg = sheets.svg().next().expect("there is a page");
        assert!(svg.contains(&format!("width=\"{width}mm\" height=\"{height}mm\"")), "{}", &svg[..200]);
        let picture = &of_pdf(sheets.pdf(), 1.0)[0];
        #[expect(clippy::cast_precision_loss, reason = "a picture of a page is small")]
        let off = (picture.width as f64 - width).abs() + (picture.height as f64 - height).abs();
        assert!(off <= 2.0, "{paper:?}: {} × {}", picture.width, picture.height);
    }
}

#[test]
fn a_module_is_as_wide_as_was_asked_for() {
    let sheets = sheets(Order { module_mm: Some(0.8), ..ORDER });
    let found = read(&cells(&svg_pictures(&sheets), (3, 4))[0]).expect("it can be read");
    let modules = 17 + 4 * found.meta.version.0;
    let side_mm = f64::from(found.corners[1].0 - found.corners[0].0) / f64::from(PX_MM);
    #[expect(clippy::cast_precision_loss, reason = "a code is small")]
    let wanted_mm = modules as f64 * 0.8;
    assert!((side_mm - wanted_mm).abs() < 1.0, "{side_mm} mm, wanted {wanted_mm}");
}
