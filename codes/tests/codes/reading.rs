//! A phone's camera, by rqrr.

use rqrr::{MetaData, PreparedImage};

use crate::picture::Picture;

/// A code that was found.
pub(crate) struct Found {
    pub(crate) text: String,
    pub(crate) meta: MetaData,
    /// Its corners in pixels, from the upper left one clockwise.
    pub(crate) corners: [(i32, i32); 4],
}

/// The code in a picture of one, if it can be read.
pub(crate) fn read(picture: &Picture) -> Option<Found> {
    let mut image =
        PreparedImage::prepare_from_greyscale(picture.width, picture.height, |x, y| picture.at(x, y));
    image.detect_grids().into_iter().find_map(|grid| {
        let (meta, text) = grid.decode().ok()?;
        Some(Found { text, meta, corners: grid.bounds.map(|corner| (corner.x, corner.y)) })
    })
}
