//! Whatever a page may send, within the limits.

use linger_wire::limits::{self, COUNT_MAX, VISIT_MS_MAX};
use linger_wire::{
    Activity, Custom, EngineForm, Event, Exposure, FlushReason, Gaze, Header, Id, Kind, Page, encode,
};
use proptest::option;
use proptest::prelude::*;

/// Texts of any script, with what JSON has to escape in them, up to a limit of bytes.
fn text(bytes_max: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop_oneof![Just('"'), Just('\\'), Just('/'), any::<char>()], 1..=bytes_max.min(40))
        .prop_map(move |chars| {
            let mut text = String::from("x");
            let fits = |text: &String, char: &char| text.len() + char.len_utf8() <= bytes_max;
            for char in chars.into_iter().filter(|char| !char.is_control()) {
                if fits(&text, &char) {
                    text.push(char);
                }
            }
            text
        })
}

fn page() -> impl Strategy<Value = Page> {
    let optional = (
        option::of(text(limits::PATH_BYTES_MAX)),
        option::of(text(limits::MENU_BYTES_MAX)),
        option::of(text(limits::TABLE_BYTES_MAX)),
        option::of(text(limits::LANG_BYTES_MAX)),
    );
    let engine = prop::sample::select(EngineForm::ALL.to_vec());
    let gaze = prop::sample::select(Gaze::ALL.to_vec());
    let sampling = (gaze, 1..=limits::SAMPLE_PERCENT_MAX);
    let viewport = prop::array::uniform2(0..=limits::VIEWPORT_PX_MAX);
    (text(limits::SITE_BYTES_MAX), text(limits::SDK_BYTES_MAX), engine, viewport, optional, sampling)
        .prop_map(|(site, sdk, engine, viewport, (path, menu, table, lang), (gaze, sample_percent))| Page {
            site,
            sdk,
            engine,
            viewport,
            path,
            menu,
            table,
            lang,
            gaze,
            sample_percent,
        })
}

pub(crate) fn header() -> impl Strategy<Value = Header> {
    let wall_ms = || limits::WALL_MS_MIN..=limits::WALL_MS_MAX;
    let reason = prop::sample::select(FlushReason::ALL.to_vec());
    let counts = (0..=COUNT_MAX, 0..=COUNT_MAX, 0..=COUNT_MAX);
    (page(), any::<[u128; 2]>(), reason, wall_ms(), wall_ms(), counts).prop_map(
        |(page, [visit, session], reason, started_at_ms, sent_at_ms, (seq, dropped, read_ms))| Header {
            page,
            visit: Id::from_bits(visit),
            session: Id::from_bits(session),
            seq,
            reason,
            started_at_ms,
            sent_at_ms,
            dropped,
            read_ms,
        },
    )
}

fn exposure() -> impl Strategy<Value = Event> {
    let target = || text(limits::TARGET_BYTES_MAX);
    let times = prop::array::uniform4(0..=VISIT_MS_MAX);
    let numbers = (0..=COUNT_MAX, 0..=COUNT_MAX);
    (numbers, any::<bool>(), target(), option::of(target()), option::of(target()), times).prop_map(
        |(
            (number, exposure),
            is_item,
            target,
            from,
            section,
            [at_ms, paused_ms, scrolling_ms, attention_ms],
        )| {
            Event::Exposure(Exposure {
                number,
                exposure,
                kind: if is_item { Kind::Item } else { Kind::Section },
                target,
                from,
                section: section.filter(|_| is_item),
                at_ms,
                paused_ms,
                scrolling_ms,
                attention_ms,
            })
        },
    )
}

pub(crate) fn event() -> impl Strategy<Value = Event> {
    let activity = (0..=COUNT_MAX, prop::array::uniform5(0..=VISIT_MS_MAX)).prop_map(|(number, times)| {
        let [at_ms, active_ms, idle_ms, elsewhere_section_ms, elsewhere_item_ms] = times;
        Event::Activity(Activity {
            number,
            at_ms,
            active_ms,
            idle_ms,
            elsewhere_section_ms,
            elsewhere_item_ms,
        })
    });
    let properties = option::of(text(100).prop_map(|value| {
        let mut json = String::from("{\"value\":");
        encode::text(&mut json, &value);
        json + "}"
    }));
    let custom = (0..=COUNT_MAX, 0..=VISIT_MS_MAX, text(limits::NAME_BYTES_MAX), properties).prop_map(
        |(number, at_ms, name, properties)| Event::Custom(Custom { number, at_ms, name, properties }),
    );
    prop_oneof![3 => exposure(), 1 => activity, 1 => custom]
}
