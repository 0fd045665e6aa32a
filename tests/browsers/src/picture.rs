//! What the screen shows, and what a camera reads from it.

use std::io::Cursor;

use fantoccini::Locator;
use png::{Decoder, Transformations};
use rqrr::PreparedImage;

use crate::phone::Phone;

/// Grey pixels, row by row.
#[derive(Debug)]
pub struct Picture {
    width: usize,
    height: usize,
    grey: Vec<u8>,
}

impl Phone {
    /// What the screen shows of an element.
    ///
    /// # Panics
    /// When there is none, or the browser refuses.
    pub async fn picture(&self, selector: &str) -> Picture {
        // ChromeDriver (156) cuts an element that is only partly on the screen, and does not scroll to the rest of it.
        let named = serde_json::Value::from(selector);
        self.tell(&format!("document.querySelector({named}).scrollIntoView({{ block: 'start' }})")).await;
        let element = self.client.find(Locator::Css(selector)).await;
        let element = element.unwrap_or_else(|error| panic!("there is no {selector}: {error}"));
        Picture::of_png(&element.screenshot().await.expect("an element can be shown"))
    }
}

impl Picture {
    fn of_png(bytes: &[u8]) -> Self {
        let mut decoder = Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().expect("a screenshot is PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a screen is small")];
        let info = reader.next_frame(&mut pixels).expect("a screenshot is whole");
        let (width, height) = (info.width as usize, info.height as usize);
        let grey = pixels.chunks(info.color_type.samples()).map(|pixel| pixel[0]).take(width * height);
        Self { width, height, grey: grey.collect() }
    }

    /// What the code in it says; none if there is none, or it cannot be read.
    #[must_use]
    pub fn code(&self) -> Option<String> {
        let grey = |x: usize, y: usize| self.grey[y * self.width + x];
        let mut image = PreparedImage::prepare_from_greyscale(self.width, self.height, grey);
        image.detect_grids().into_iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
    }
}
