//! Unfolds a batch into rows, one for each event. Pure: when it was received and from what is an argument.

mod row;

use alloc::vec::Vec;

use crate::line::{Device, Receipt};
use crate::{Activity, Custom, Event, Exposure, Header};

pub use row::Row;

/// A row for each event, in their order.
///
/// A page's clock may be wrong by years, so an event's time is the page's plus the skew: the collector's clock
/// at receipt less the page's at sending. The time of transit, at most a few seconds, is part of it.
#[must_use]
pub fn unfold(receipt: Receipt, header: &Header, events: Vec<Event>) -> Vec<Row> {
    let blank = blank(receipt, header);
    events.into_iter().map(|event| row(&blank, event)).collect()
}

/// What all rows of the batch share.
fn blank(receipt: Receipt, header: &Header) -> Row {
    let [viewport_width, viewport_height] = header.page.viewport;
    Row {
        site: header.page.site.clone(),
        visit_id: header.visit.encode(),
        event_number: 0,
        session_id: header.session.encode(),
        event_type: "",
        received_at_ms: receipt.received_at_ms,
        occurred_at_ms: 0,
        at_ms: 0,
        clock_skew_ms: receipt.received_at_ms.saturating_sub(header.sent_at_ms),
        exposure_number: None,
        kind: None,
        target: None,
        section: None,
        from_target: None,
        paused_ms: None,
        scrolling_ms: None,
        attention_ms: None,
        active_ms: None,
        idle_ms: None,
        elsewhere_section_ms: None,
        elsewhere_item_ms: None,
        name: None,
        properties: None,
        path: header.page.path.clone(),
        menu: header.page.menu.clone(),
        table_id: header.page.table.clone(),
        lang: header.page.lang.clone(),
        device_class: receipt.device.as_str(),
        bot: receipt.device == Device::Bot,
        viewport_width,
        viewport_height,
        read_ms: i64::from(header.read_ms),
        batch_number: header.seq,
        flush_reason: header.reason.as_str(),
        dropped: i64::from(header.dropped),
        sdk: header.page.sdk.clone(),
        engine: header.page.engine.as_str(),
        started_at_ms: header.started_at_ms,
        sent_at_ms: header.sent_at_ms,
        gaze: header.page.gaze.as_str(),
        sample_percent: header.page.sample_percent,
    }
}

fn row(blank: &Row, event: Event) -> Row {
    let at_ms = signed(event.at_ms());
    let occurred_at_ms = blank.started_at_ms.saturating_add(at_ms).saturating_add(blank.clock_skew_ms);
    let row = Row { event_number: event.number(), at_ms, occurred_at_ms, ..blank.clone() };
    match event {
        Event::Exposure(exposure) => with_exposure(row, exposure),
        Event::Activity(activity) => with_activity(row, activity),
        Event::Custom(custom) => with_custom(row, custom),
    }
}

fn with_exposure(row: Row, exposure: Exposure) -> Row {
    Row {
        event_type: "exposure",
        exposure_number: Some(exposure.exposure),
        kind: Some(exposure.kind.as_str()),
        target: Some(exposure.target),
        section: exposure.section,
        from_target: exposure.from,
        paused_ms: Some(signed(exposure.paused_ms)),
        scrolling_ms: Some(signed(exposure.scrolling_ms)),
        attention_ms: Some(signed(exposure.attention_ms)),
        ..row
    }
}

fn with_activity(row: Row, activity: Activity) -> Row {
    Row {
        event_type: "activity",
        active_ms: Some(signed(activity.active_ms)),
        idle_ms: Some(signed(activity.idle_ms)),
        elsewhere_section_ms: Some(signed(activity.elsewhere_section_ms)),
        elsewhere_item_ms: Some(signed(activity.elsewhere_item_ms)),
        ..row
    }
}

fn with_custom(row: Row, custom: Custom) -> Row {
    Row { event_type: "custom", name: Some(custom.name), properties: custom.properties, ..row }
}

/// Times of a visit are at most 366 days ([`crate::limits::VISIT_MS_MAX`]), far from either type's end.
fn signed(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode;
    use proptest::prelude::*;

    const VISIT: &[u8] = include_bytes!("../../testdata/v1/visit.json");
    const RECEIVED_AT_MS: i64 = 1_790_000_020_000;

    fn receipt(received_at_ms: i64) -> Receipt {
        Receipt { received_at_ms, device: Device::Phone }
    }

    fn visit() -> (Header, Vec<Event>) {
        let envelope = decode::batch(VISIT).expect("a golden batch decodes");
        let events = envelope.events.iter().map(|raw| decode::event(raw).expect("golden")).collect();
        (envelope.header, events)
    }

    fn rows() -> Vec<Row> {
        let (header, events) = visit();
        unfold(receipt(RECEIVED_AT_MS), &header, events)
    }

    #[test]
    fn an_item_becomes_a_row_with_its_context() {
        let row = &rows()[1];
        assert_eq!(row.site, "demo");
        assert_eq!(row.visit_id, "x6Wd8dCmNOyUSFv1wBZrLA");
        assert_eq!((row.event_number, row.event_type, row.kind), (1, "exposure", Some("item")));
        assert_eq!((row.target.as_deref(), row.section.as_deref()), (Some("kimchi-jeon"), Some("starters")));
        assert_eq!((row.paused_ms, row.scrolling_ms, row.attention_ms), (Some(2500), Some(0), Some(1200)));
        assert_eq!((row.table_id.as_deref(), row.lang.as_deref()), (Some("12"), Some("ko")));
        assert_eq!((row.device_class, row.bot), ("phone", false));
        assert_eq!((row.viewport_width, row.viewport_height), (390, 844));
        assert_eq!((row.active_ms, row.name.as_deref()), (None, None));
    }

    #[test]
    fn activity_fills_its_own_columns_and_no_others() {
        let row = &rows()[4];
        assert_eq!((row.event_type, row.event_number), ("activity", 4));
        assert_eq!((row.active_ms, row.idle_ms), (Some(17000), Some(0)));
        assert_eq!((row.elsewhere_section_ms, row.elsewhere_item_ms), (Some(1900), Some(2250)));
        assert_eq!((row.exposure_number, row.paused_ms, row.target.as_deref()), (None, None, None));
    }

    #[test]
    fn a_page_whose_clock_is_off_by_years_is_put_right() {
        let (mut header, events) = visit();
        let right = unfold(receipt(RECEIVED_AT_MS), &header, events.clone());
        let off_ms = 3 * 365 * 86_400_000;
        header.started_at_ms -= off_ms;
        header.sent_at_ms -= off_ms;
        let wrong = unfold(receipt(RECEIVED_AT_MS), &header, events);
        assert_eq!(wrong[0].clock_skew_ms, right[0].clock_skew_ms + off_ms);
        let times = |rows: &[Row]| rows.iter().map(|row| row.occurred_at_ms).collect::<Vec<_>>();
        assert_eq!(times(&wrong), times(&right));
        assert_eq!(right[0].occurred_at_ms, 1_790_000_000_120 + (RECEIVED_AT_MS - 1_790_000_017_123));
    }

    proptest! {
        #[test]
        fn no_clock_can_make_it_panic(received_at_ms in any::<i64>(), sent in any::<i64>(), started in any::<i64>()) {
            let (header, events) = visit();
            let header = Header { sent_at_ms: sent, started_at_ms: started, ..header };
            let rows = unfold(receipt(received_at_ms), &header, events.clone());
            prop_assert_eq!(rows.len(), events.len());
        }
    }
}
