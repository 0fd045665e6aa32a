//! Orders, and a font that does not depend on the machine.

use std::path::{Path, PathBuf};

use linger_codes::{Fonts, GRID_USUAL, Level, Order, Paper, Problem, Sheets};

pub(crate) const ORDER: Order<'static> = Order {
    address: "https://menu.example/?lang=ko#/",
    tables: "1-4,A1,테라스",
    caption: Some("메뉴를 보려면 스캔하세요 · Scan me"),
    level: Level::Q,
    paper: Paper::A4,
    grid: GRID_USUAL,
    module_mm: None,
};

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata")
}

/// Latin letters, and the Hangul that the tests write.
pub(crate) fn fonts() -> Fonts {
    let file = folder().join("font/NotoSansCJKkr-subset.otf");
    Fonts::try_of_file(&file).expect("it is a font")
}

pub(crate) fn sheets(order: Order<'_>) -> Sheets {
    Sheets::try_new(&order, Ok(&fonts())).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

pub(crate) fn problems(order: Order<'_>) -> Vec<Problem> {
    Sheets::try_new(&order, Ok(&fonts())).err().unwrap_or_default()
}
