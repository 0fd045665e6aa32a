//! What stands under the codes.

use linger_codes::{Fonts, Order, Problem};

use crate::order::{ORDER, folder, problems, sheets};
use crate::picture::{Picture, of_svg};

fn picture(order: Order<'_>) -> Picture {
    of_svg(&sheets(order).svg().next().expect("there is a page"), 3.0)
}

fn dark(picture: &Picture) -> usize {
    picture.grey.iter().filter(|grey| **grey < 128).count()
}

#[test]
fn table_and_caption_are_drawn_in_korean() {
    let one = Order { tables: "테라스", grid: "1x1", caption: Some(""), module_mm: Some(2.0), ..ORDER };
    let with = picture(Order { caption: Some("메뉴를 보려면 스캔하세요"), ..one });
    assert!(dark(&with) > dark(&picture(one)) + 1_000, "the caption is ink");
}

#[test]
fn hangul_typed_as_single_letters_is_drawn_as_syllables() {
    let one = |tables| Order { tables, grid: "1x1", caption: Some(""), ..ORDER };
    // The address differs, and so the code: only the letters are compared, below it.
    let letters = |tables| {
        let picture = picture(one(tables));
        let below = picture.grey.len() * 3 / 4;
        picture.grey[below..].iter().map(|grey| *grey < 128).collect::<Vec<_>>()
    };
    assert_eq!(letters("\u{1110}\u{1166}\u{110b}\u{1175}\u{1107}\u{1173}\u{11af}"), letters("테이블"));
}

#[test]
fn without_a_caption_the_host_is_shown() {
    let shown = picture(Order { caption: None, ..ORDER });
    let same = picture(Order { caption: Some("menu.example"), ..ORDER });
    assert_eq!(dark(&shown), dark(&same));
}

#[test]
fn what_no_font_can_draw_is_named_before_anything_is_drawn() {
    let told = problems(Order { caption: Some("메뉴 漢字 😀"), tables: "1,궁", ..ORDER });
    assert_eq!(told, [Problem::Undrawable(vec!['궁']), Problem::Undrawable(vec!['字', '漢', '😀'])]);
    assert!(told[1].to_string().contains("'字' (U+5B57)"), "{}", told[1]);
}

#[test]
fn what_does_not_fit_is_made_smaller_and_refused_where_that_is_too_small() {
    let long = "메뉴를 보려면 ".repeat(4);
    let order = Order { caption: Some(&long), ..ORDER };
    assert_eq!(problems(Order { grid: "2x2", ..order }), []);
    assert_eq!(problems(Order { grid: "5x4", ..order }), [Problem::TextWide(long.trim().to_owned())]);
}

#[test]
fn a_file_that_is_no_font_is_named() {
    for file in ["font/OFL.txt", "nowhere.ttf"] {
        let told = Fonts::try_of_file(&folder().join(file)).expect_err("it is no font").to_string();
        assert!(told.contains(file) && told.contains("name a TrueType or OpenType file"), "{told}");
    }
}
