//! Dirt: what the level is for.

use linger_codes::{Level, Order};

use crate::order::{ORDER, sheets};
use crate::picture::{Picture, of_svg};
use crate::reading::read;

/// A code with a stain over that much of its side, right of its middle, where it has no patterns for finding it.
fn stained(level: Level, stain: f64) -> Picture {
    let sheets = sheets(Order { tables: "7", level, grid: "1x1", ..ORDER });
    let mut picture = of_svg(&sheets.svg().next().expect("there is a page"), 4.0);
    let [(left, top), (right, _), _, _] = read(&picture).expect("it is clean").corners;
    let (side, half) = (f64::from(right - left), f64::from(right - left) * stain / 2.0);
    let (x, y) = (f64::from(left) + side * 0.55, f64::from(top) + side * 0.5);
    for (place, pixel) in picture.grey.iter_mut().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a picture is small")]
        let (across, down) = ((place % picture.width) as f64, (place / picture.width) as f64);
        if (across - x).abs() < half && (down - y).abs() < half {
            *pixel = 255;
        }
    }
    picture
}

#[test]
fn a_stain_costs_a_clean_tables_level_the_code_and_not_the_default() {
    assert_eq!(Level::default(), Level::Q);
    assert!(read(&stained(Level::L, 0.35)).is_none(), "level L withstands 7 %");
    assert!(read(&stained(Level::Q, 0.35)).is_some(), "level Q withstands 25 %");
}
