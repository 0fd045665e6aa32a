//! What answers cost: Athena by what it scans, QuickSight by person.

use super::compare::counted;
use super::limits::{ATHENA_BYTES_MIN, MONTH_DAYS, TB};
use super::line::Shop;
use super::month::float;
use super::{Item, Kind, Line, Month};

/// Bytes that a query scans, where it reads all columns of its days.
pub(super) fn scanned(month: &Month) -> f64 {
    let days = float(month.query_days.min(month.days_kept));
    let stored_a_day = month.bytes() * float(month.stored_percent) / 100.0 / MONTH_DAYS;
    (stored_a_day * days).max(float(ATHENA_BYTES_MIN))
}

pub(super) fn lines(shop: Shop<'_>, month: &Month) -> [Line; 2] {
    let queries = float(month.queries);
    let each = scanned(month);
    let how = format!(
        "{} queries of {:.1} MB, all columns of {} days",
        counted(queries),
        each / 1_048_576.0,
        month.query_days
    );
    let people =
        [(Item::QuicksightAuthor, float(month.authors)), (Item::QuicksightReader, float(month.readers))];
    [
        shop.line(Kind::Queries, how, &[(Item::AthenaScan, queries * each / TB)]),
        shop.line(
            Kind::Dashboards,
            format!("authors: {}, readers: {}", month.authors, month.readers),
            &people,
        ),
    ]
}
