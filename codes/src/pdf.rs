//! The sheets as PDF 1.7 (ISO 32000-1).

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::{Content, Filter, Finish, Pdf, Rect, Ref, TextStr};

use crate::draw::{Drawn, MARK_MM, Mark, Page, Point, Step};
use crate::layout::count;
use crate::paper::Paper;

/// Points of a millimetre: an inch has 72.
const MM_POINTS: f64 = 72.0 / 25.4;

/// All pages. It has no time of making, so that the same order gives the same bytes.
pub(crate) fn document(pages: &[Page], paper: Paper, title: &str) -> Vec<u8> {
    let (catalog, tree, info) = (Ref::new(1), Ref::new(2), Ref::new(3));
    let ids: Vec<(Ref, Ref)> =
        (4..).step_by(2).map(|id| (Ref::new(id), Ref::new(id + 1))).take(pages.len()).collect();
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    pdf.document_info(info).title(TextStr(title));
    pdf.pages(tree)
        .kids(ids.iter().map(|(page, _)| *page))
        .count(i32::try_from(pages.len()).unwrap_or(i32::MAX));
    let size = size(paper);
    for ((id, contents), page) in ids.into_iter().zip(pages) {
        let mut written = pdf.page(id);
        written.parent(tree).media_box(Rect::new(0.0, 0.0, size.0, size.1)).contents(contents);
        written.resources();
        written.finish();
        pdf.stream(contents, &deflated(&content(page, size.1))).filter(Filter::FlateDecode);
    }
    pdf.finish()
}

fn size(paper: Paper) -> (f32, f32) {
    let (width, height) = paper.size_mm();
    (single(width * MM_POINTS), single(height * MM_POINTS))
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("a vector takes all that is written")
}

/// In millimetres from the upper left corner, as everything is drawn; PDF counts points from the lower left.
fn content(page: &Page, height_points: f32) -> Vec<u8> {
    let mut content = Content::new();
    let scale = single(MM_POINTS);
    content.transform([scale, 0.0, 0.0, -scale, 0.0, height_points]);
    for code in &page.codes {
        modules(&mut content, code);
        outlines(&mut content, code);
    }
    marks(&mut content, &page.marks);
    content.finish().to_vec()
}

fn modules(content: &mut Content, code: &Drawn) {
    let module = single(code.module_mm);
    content.save_state();
    content.transform([module, 0.0, 0.0, module, single(code.at.x), single(code.at.y)]);
    for run in code.symbol.runs() {
        content.rect(single(count(run.x)), single(count(run.y)), single(count(run.length)), 1.0);
    }
    content.fill_nonzero();
    content.restore_state();
}

fn outlines(content: &mut Content, code: &Drawn) {
    for steps in code.texts.iter().filter(|steps| !steps.is_empty()) {
        for step in steps {
            outline(content, step);
        }
        content.fill_nonzero();
    }
}

fn outline(content: &mut Content, step: &Step) {
    let at = |point: Point| (single(point.x), single(point.y));
    match *step {
        Step::Move(to) => content.move_to(at(to).0, at(to).1),
        Step::Line(to) => content.line_to(at(to).0, at(to).1),
        Step::Curve(first, second, to) => {
            let ((x1, y1), (x2, y2), (x3, y3)) = (at(first), at(second), at(to));
            content.cubic_to(x1, y1, x2, y2, x3, y3)
        }
        Step::Close => content.close_path(),
    };
}

fn marks(content: &mut Content, marks: &[Mark]) {
    content.set_line_width(single(MARK_MM));
    for Mark { from, to } in marks {
        content.move_to(single(from.x), single(from.y));
        content.line_to(single(to.x), single(to.y));
    }
    content.stroke();
}

/// PDF's readers keep no more.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a page is small, and a thousandth of a millimetre is exact"
)]
fn single(number: f64) -> f32 {
    number as f32
}
