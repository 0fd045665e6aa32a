//! One text in one font.

use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, OutlineGlyphs, PathSink};
use harfrust::{Buffer, Font, GlyphId, ShapeOptions, ShaperFont};

use super::Lettering;
use crate::draw::{Point, Step};

/// The text's outlines, or the characters that the font cannot draw. Shaped, so that Hangul typed as single letters,
/// accents and joined scripts come out right.
pub(super) fn outlined(text: &str, font: &Font) -> Result<Lettering, Vec<char>> {
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let shaped = harfrust::shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new());
    shaped.map_err(|_| text.chars().collect::<Vec<_>>())?;
    let outlines = font.outline_glyphs();
    let mut pen = Pen { units: f64::from(font.units_per_em().max(1)), ..Pen::default() };
    let mut missing = Vec::new();
    for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        let drawn = pen.draws(&outlines, info.glyph_id, (position.x_offset, position.y_offset));
        pen.x += f64::from(position.x_advance);
        let character = text.get(info.cluster as usize..).and_then(|rest| rest.chars().next());
        missing.extend(character.filter(|character| !drawn && !character.is_whitespace()));
    }
    if missing.is_empty() { Ok(pen.lettering()) } else { Err(missing) }
}

/// Font units, in which up is positive.
#[derive(Default)]
struct Pen {
    units: f64,
    x: f64,
    /// Where the glyph at hand begins.
    origin: (f64, f64),
    last: (f64, f64),
    steps: Vec<Step>,
}

impl Pen {
    /// Whether the glyph is one, and not the box that fonts have for what they lack.
    fn draws(&mut self, outlines: &OutlineGlyphs<'_>, glyph: u32, offset: (i32, i32)) -> bool {
        let before = self.steps.len();
        self.origin = (self.x + f64::from(offset.0), f64::from(offset.1));
        let outline = outlines.get(GlyphId::new(glyph)).filter(|_| glyph != 0);
        let drawn = outline.map(|outline| outline.draw(&DrawOptions::new(), DrawMemory::Scratch, self));
        matches!(drawn, Some(Ok(_))) && self.steps.len() > before
    }

    fn lettering(self) -> Lettering {
        Lettering { width: self.x / self.units, steps: self.steps }
    }

    fn point(&self, (x, y): (f64, f64)) -> Point {
        Point { x: (self.origin.0 + x) / self.units, y: -(self.origin.1 + y) / self.units }
    }

    fn curve(&mut self, first: (f64, f64), second: (f64, f64), to: (f64, f64)) {
        self.steps.push(Step::Curve(self.point(first), self.point(second), self.point(to)));
        self.last = to;
    }
}

impl PathSink for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.last = (x.into(), y.into());
        self.steps.push(Step::Move(self.point(self.last)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.last = (x.into(), y.into());
        self.steps.push(Step::Line(self.point(self.last)));
    }

    /// A quadratic curve is the cubic one whose control points lie two thirds of the way to its own; PDF has no other.
    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        let (control, to) = ((f64::from(cx0), f64::from(cy0)), (f64::from(x), f64::from(y)));
        let towards = |from: (f64, f64)| {
            (from.0 + (control.0 - from.0) * 2.0 / 3.0, from.1 + (control.1 - from.1) * 2.0 / 3.0)
        };
        self.curve(towards(self.last), towards(to), to);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let wide = |x: f32, y: f32| (f64::from(x), f64::from(y));
        self.curve(wide(cx0, cy0), wide(cx1, cy1), wide(x, y));
    }

    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}
