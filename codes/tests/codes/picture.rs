//! What is on paper: sheets drawn by resvg and hayro, which share no code with what wrote them.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use linger_codes::MARGIN_MM;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// Points of a millimetre, for PDF.
const MM_POINTS: f32 = 72.0 / 25.4;

/// Grey pixels, row by row.
pub(crate) struct Picture {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) grey: Vec<u8>,
}

impl Picture {
    /// Of four bytes a pixel, opaque.
    fn of_rgba(width: usize, height: usize, bytes: &[u8]) -> Self {
        let grey = bytes.chunks(4).map(|pixel| pixel[1]).collect();
        Self { width, height, grey }
    }

    /// The cells of a page, row by row, as scissors part them.
    pub(crate) fn cells(&self, columns: usize, rows: usize, px_mm: f32) -> Vec<Self> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a page is small")]
        let margin = (MARGIN_MM * f64::from(px_mm)) as usize;
        let (width, height) = ((self.width - 2 * margin) / columns, (self.height - 2 * margin) / rows);
        let cell =
            |slot| self.cut(margin + slot % columns * width, margin + slot / columns * height, width, height);
        (0..columns * rows).map(cell).collect()
    }

    fn cut(&self, left: usize, top: usize, width: usize, height: usize) -> Self {
        let row = |y: usize| &self.grey[y * self.width + left..][..width];
        Self { width, height, grey: (top..top + height).flat_map(row).copied().collect() }
    }

    pub(crate) fn at(&self, x: usize, y: usize) -> u8 {
        self.grey[y * self.width + x]
    }

    pub(crate) fn is_dark(&self, x: usize, y: usize) -> bool {
        self.at(x, y) < 128
    }
}

pub(crate) fn of_svg(svg: &str, px_mm: f32) -> Picture {
    let tree = Tree::from_str(svg, &Options::default()).expect("it is SVG");
    // resvg counts 96 pixels an inch.
    let scale = px_mm * 25.4 / 96.0;
    let size = tree.size().to_int_size().scale_by(scale).expect("it has a size");
    let mut pixels = Pixmap::new(size.width(), size.height()).expect("it has a size");
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Picture::of_rgba(size.width() as usize, size.height() as usize, pixels.data())
}

pub(crate) fn of_pdf(pdf: Vec<u8>, px_mm: f32) -> Vec<Picture> {
    let pdf = Pdf::new(pdf).expect("it is PDF");
    let (cache, settings) = (RenderCache::new(), InterpreterSettings::default());
    let scale = px_mm / MM_POINTS;
    let pixmap = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pages = pdf.pages().iter().map(|page| {
        let drawn = hayro::render(page, &cache, &settings, &RenderSettings::default(), &pixmap);
        Picture::of_rgba(drawn.width().into(), drawn.height().into(), drawn.data_as_u8_slice())
    });
    pages.collect()
}
