//! What watching costs: logs of functions and APIs, alarms, a dashboard, metrics of our own.

use super::compare::{counted, transform_calls};
use super::ingest::Records;
use super::limits::{ACCESS_LINE_BYTES, ALARMS, GB, LOG_BYTES, METRICS};
use super::line::Shop;
use super::{Edge, Item, Kind, Line, Month};

pub(super) fn lines(shop: Shop<'_>, month: &Month, edge: Edge, records: Records) -> Vec<Line> {
    let collector = if edge.has_function() { month.requests() } else { 0.0 };
    let transformation = if month.transforms(edge) { transform_calls(month, records) } else { 0.0 };
    let calls = collector + transformation;
    let requests = if edge.has_api() { month.requests() } else { 0.0 };
    let bytes = calls * LOG_BYTES + requests * ACCESS_LINE_BYTES;
    let how = format!(
        "{} calls of {LOG_BYTES:.0} bytes, {} requests of {ACCESS_LINE_BYTES:.0}",
        counted(calls),
        counted(requests)
    );
    let logs = shop.line(Kind::Logs, how, &[(Item::LogIngest, bytes / GB)]);
    let metrics = if month.transforms(edge) { METRICS } else { 0.0 };
    let how = format!("{ALARMS:.0} alarms, a dashboard, {metrics:.0} metrics of our own");
    let of = [(Item::Alarm, ALARMS), (Item::Dashboard, 1.0), (Item::CustomMetric, metrics)];
    let watch = shop.line(Kind::Watch, how, &of);
    if bytes > 0.0 { vec![logs, watch] } else { vec![watch] }
}
