//! A page as SVG: one unit is a millimetre.

use std::fmt::Write as _;

use crate::draw::{Drawn, MARK_MM, Mark, Page, Point, Step};
use crate::paper::Paper;

/// The page as a whole document.
pub(crate) fn page(page: &Page, paper: Paper, title: &str) -> String {
    let (width, height) = paper.size_mm();
    let codes: String = page.codes.iter().map(code).collect();
    let marks: String = page.marks.iter().map(mark).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" viewBox=\"0 0 {width} \
         {height}\"><title>{}</title><path d=\"M0 0h{width}v{height}h-{width}z\" fill=\"#fff\"/>{codes}<path \
         d=\"{marks}\" fill=\"none\" stroke=\"#000\" stroke-width=\"{MARK_MM}\"/></svg>\n",
        escaped(title)
    )
}

fn code(code: &Drawn) -> String {
    let texts: String = code.texts.iter().flatten().map(step).collect();
    format!(
        "<g><title>{}</title><path shape-rendering=\"crispEdges\" transform=\"translate({}) scale({})\" \
         d=\"{}\"/><path d=\"{texts}\"/></g>",
        escaped(&code.title),
        point(code.at),
        short(code.module_mm),
        modules(code),
    )
}

fn modules(code: &Drawn) -> String {
    let mut path = String::new();
    for run in code.symbol.runs() {
        write!(path, "M{} {}h{}v1h-{}z", run.x, run.y, run.length, run.length)
            .expect("a string takes all that is written");
    }
    path
}

fn mark(Mark { from, to }: &Mark) -> String {
    format!("M{}L{}", point(*from), point(*to))
}

fn step(step: &Step) -> String {
    match step {
        Step::Move(to) => format!("M{}", point(*to)),
        Step::Line(to) => format!("L{}", point(*to)),
        Step::Curve(first, second, to) => format!("C{} {} {}", point(*first), point(*second), point(*to)),
        Step::Close => "Z".to_owned(),
    }
}

fn point(point: Point) -> String {
    format!("{} {}", short(point.x), short(point.y))
}

/// To the tenth of a thousandth of a millimetre, which no printer shows; without zeros at its end.
fn short(number: f64) -> String {
    let text = format!("{number:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Names of tables are anybody's.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
