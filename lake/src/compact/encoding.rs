//! How columns are written: so that the rows of a visit, which lie together, cost little.

use linger_wire::row::COLUMNS;
use parquet::basic::{Compression, Encoding};
use parquet::file::metadata::SortingColumn;
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder};
use parquet::schema::types::ColumnPath;

/// Rows of a row group, at most: ours; two cores share a file of a busy week, and a group is read in a few ten
/// milliseconds.
const ROW_GROUP_ROWS_MAX: usize = 512 * 1024;

/// Bytes of a dictionary page, at most: ours; holds the ids of the visits of a row group, 26 bytes each.
const DICTIONARY_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Numbers that differ from row to row: the difference to the row before takes few bits. All other columns repeat
/// within a batch, a visit or the menu, which a dictionary of runs is made for.
const DELTAS: [&str; 11] = [
    "event_number",
    "occurred_at_ms",
    "at_ms",
    "exposure_number",
    "paused_ms",
    "scrolling_ms",
    "attention_ms",
    "active_ms",
    "idle_ms",
    "elsewhere_section_ms",
    "elsewhere_item_ms",
];

/// The columns by which rows ascend.
pub(super) const SORTED_BY: [&str; 2] = ["visit_id", "event_number"];

pub(super) fn properties() -> WriterPropertiesBuilder {
    let all = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(ROW_GROUP_ROWS_MAX))
        .set_dictionary_page_size_limit(DICTIONARY_BYTES_MAX)
        .set_sorting_columns(Some(SORTED_BY.iter().map(|name| sorting(name)).collect()));
    DELTAS.iter().fold(all, |properties, name| {
        let column = ColumnPath::from(*name);
        properties
            .set_column_dictionary_enabled(column.clone(), false)
            .set_column_encoding(column, Encoding::DELTA_BINARY_PACKED)
    })
}

fn sorting(name: &str) -> SortingColumn {
    let place = COLUMNS.iter().position(|column| column.name == name);
    let column_idx = place.and_then(|place| i32::try_from(place).ok()).unwrap_or_default();
    SortingColumn { column_idx, descending: false, nulls_first: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use linger_wire::row::ColumnType;

    #[test]
    fn the_columns_named_here_are_the_lake_s() {
        for name in DELTAS.iter().chain(&SORTED_BY) {
            let column = COLUMNS.iter().find(|column| column.name == *name);
            let is_number = |column_type| matches!(column_type, ColumnType::Int | ColumnType::Bigint);
            let known = column.is_some_and(|column| is_number(column.column_type) || *name == "visit_id");
            assert!(known, "{name}");
        }
    }
}
