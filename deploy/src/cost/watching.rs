//! What watching costs: logs of the functions, alarms, a dashboard.

use super::compare::{counted, transform_calls};
use super::ingest::Records;
use super::limits::{ALARMS, GB, LOG_BYTES};
use super::line::Shop;
use super::{Edge, Item, Kind, Line, Month};

pub(super) fn lines(shop: Shop<'_>, month: &Month, edge: Edge, records: Records) -> Vec<Line> {
    let collector = if edge.has_function() { month.requests() } else { 0.0 };
    let transformation = if month.transforms(edge) { transform_calls(month, records) } else { 0.0 };
    let calls = collector + transformation;
    let logs = shop.line(
        Kind::Logs,
        format!("{} calls of {LOG_BYTES:.0} bytes, at most", counted(calls)),
        &[(Item::LogIngest, calls * LOG_BYTES / GB)],
    );
    let how = format!("{ALARMS:.0} alarms and a dashboard");
    let watch = shop.line(Kind::Watch, how, &[(Item::Alarm, ALARMS), (Item::Dashboard, 1.0)]);
    if calls > 0.0 { vec![logs, watch] } else { vec![watch] }
}
