//! Cases that the page for codes (`www/src/qr`) is held to as well.

use std::fs;

use linger_codes::{GRID_SIDE_MAX, Order, Problem};
use serde_json::Value;

use crate::order::{ORDER, folder, problems, sheets};

fn cases(file: &str, kind: &str) -> Vec<Value> {
    let text = fs::read_to_string(folder().join(file)).expect("the cases are there");
    let cases: Value = serde_json::from_str(&text).expect("the cases are JSON");
    cases[kind].as_array().expect("cases are a list").clone()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("it is a text")
}

/// As the cases call it.
fn short(problem: &Problem) -> &'static str {
    match problem {
        Problem::AddressBlank(_) => "blank",
        Problem::AddressUnreadable { .. } => "unreadable",
        Problem::AddressScheme(_) => "scheme",
        Problem::AddressSecret => "secret",
        Problem::AddressTable(_) => "table",
        Problem::TablesNone => "none",
        Problem::TableEmpty(_) => "empty",
        Problem::TableControl(_) => "control",
        Problem::TableLong { .. } => "long",
        Problem::RangeBackwards { .. } => "backwards",
        Problem::TablesMany(_) => "many",
        Problem::TablesTwice(_) => "twice",
        Problem::Grid(_) => "grid",
        _ => "another",
    }
}

fn told(order: Order<'_>) -> Vec<&'static str> {
    problems(order).iter().map(short).collect()
}

/// Those who only ask which tables there are have no need of letters.
const PLAIN: Order<'static> = Order { caption: Some(""), ..ORDER };

#[test]
fn tables_are_read_as_written() {
    for case in cases("tables.json", "right") {
        let names = names(text(&case[0]));
        match case[1].as_u64() {
            Some(count) => assert_eq!(names.len() as u64, count, "{case}"),
            None => assert_eq!(Value::from(names), case[1], "{case}"),
        }
    }
}

fn names(tables: &str) -> Vec<String> {
    sheets(Order { tables, ..PLAIN }).codes().iter().map(|code| code.table.clone()).collect()
}

#[test]
fn wrong_tables_are_all_told() {
    for case in cases("tables.json", "wrong") {
        assert_eq!(Value::from(told(Order { tables: text(&case[0]), ..PLAIN })), case[1], "{case}");
    }
}

#[test]
fn the_table_goes_into_the_address_as_the_sdk_reads_it() {
    for case in cases("addresses.json", "right") {
        let sheets = sheets(Order { address: text(&case[0]), tables: text(&case[1]), ..PLAIN });
        assert_eq!(sheets.codes()[0].address, text(&case[2]), "{case}");
    }
}

#[test]
fn wrong_addresses_are_refused_for_all_their_reasons() {
    for case in cases("addresses.json", "wrong") {
        assert_eq!(Value::from(told(Order { address: text(&case[0]), ..PLAIN })), case[1], "{case}");
    }
}

#[test]
fn all_that_is_wrong_is_told_together() {
    let told = told(Order { address: "menu", tables: "9-1", grid: "many", ..PLAIN });
    assert_eq!(told, ["unreadable", "backwards", "grid"]);
}

#[test]
fn codes_that_could_not_be_read_are_refused() {
    let long = format!("https://menu.example/{}", "a".repeat(600));
    let small = problems(Order { address: &long, grid: "10x10", ..PLAIN });
    assert!(matches!(small[..], [Problem::ModuleSmall(mm)] if mm < 0.34), "{small:?}");
    let endless = format!("https://menu.example/{}", "a".repeat(3_000));
    let over = problems(Order { address: &endless, tables: "1,2", ..PLAIN });
    assert!(matches!(&over[..], [Problem::CodeLong { table, .. }, _] if table == "1"), "{over:?}");
    assert!(matches!(problems(Order { module_mm: Some(0.2), ..PLAIN })[..], [Problem::ModuleSmall(_)]));
    assert!(matches!(problems(Order { module_mm: Some(9.0), ..PLAIN })[..], [Problem::ModuleLarge { .. }]));
    assert!(matches!(problems(Order { module_mm: Some(f64::NAN), ..PLAIN })[..], [Problem::ModuleSmall(_)]));
}

#[test]
fn a_grid_has_columns_and_rows() {
    assert_eq!(problems(Order { grid: " 2 × 3 ", ..PLAIN }), []);
    for wrong in ["", "3", "0x4", "3x", "x", "3x4x5", "-1x2", &format!("{}x1", GRID_SIDE_MAX + 1)] {
        assert_eq!(problems(Order { grid: wrong, ..PLAIN }), [Problem::Grid(wrong.to_owned())]);
    }
}
