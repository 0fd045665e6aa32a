//! What a page shows, in millimetres from its upper left corner, whatever it is written as.

use crate::symbol::Symbol;

/// Right and down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// A step of an outline; outlines are filled by the non-zero rule, as fonts mean theirs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Step {
    Move(Point),
    Line(Point),
    Curve(Point, Point, Point),
    Close,
}

impl Step {
    /// The same step elsewhere.
    pub(crate) fn map(self, place: impl Fn(Point) -> Point) -> Self {
        match self {
            Self::Move(to) => Self::Move(place(to)),
            Self::Line(to) => Self::Line(place(to)),
            Self::Curve(first, second, to) => Self::Curve(place(first), place(second), place(to)),
            Self::Close => Self::Close,
        }
    }
}

/// Where to cut: a hairline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Mark {
    pub(crate) from: Point,
    pub(crate) to: Point,
}

/// Width of a mark: a quarter of a point, the hairline of printers.
pub(crate) const MARK_MM: f64 = 0.09;

/// One table's code, with what is written under it.
pub(crate) struct Drawn {
    /// For programs that read a page aloud.
    pub(crate) title: String,
    pub(crate) symbol: Symbol,
    /// The corner of its first module.
    pub(crate) at: Point,
    pub(crate) module_mm: f64,
    pub(crate) texts: Vec<Vec<Step>>,
}

/// A page.
pub(crate) struct Page {
    pub(crate) codes: Vec<Drawn>,
    pub(crate) marks: Vec<Mark>,
}
