//! The answers worked out the slow and obvious way from what truly happened: visits as wholes.

use std::collections::{BTreeMap, BTreeSet};

use crate::generated::{Exposure, Kind, Visit};
use linger_insights::Cell;

pub(crate) type Rows = Vec<Vec<Cell>>;

const DAY_MS: i64 = 86_400_000;

pub(crate) fn integer(number: usize) -> Cell {
    Cell::Integer(i64::try_from(number).expect("it is small"))
}

#[expect(clippy::cast_precision_loss, reason = "the sums are far below 2^53")]
pub(crate) fn ratio(part: i64, whole: i64) -> Cell {
    if whole == 0 { Cell::Nothing } else { Cell::Real(part as f64 / whole as f64) }
}

pub(crate) fn count(number: usize) -> i64 {
    i64::try_from(number).expect("it is small")
}

pub(crate) fn text(text: Option<&str>) -> Cell {
    text.map_or(Cell::Nothing, |text| Cell::Text(text.to_owned()))
}

/// The smallest value that this part of all do not exceed.
pub(crate) fn nearest_rank(mut values: Vec<i64>, part: usize, whole: usize) -> Cell {
    values.sort_unstable();
    let rank = (values.len() * part).div_ceil(whole);
    Cell::Integer(values[rank - 1])
}

fn sum(visits: &[&Visit], figure: impl Fn(&Visit) -> i64) -> i64 {
    visits.iter().map(|visit| figure(visit)).sum()
}

fn exposures(visits: &[&Visit]) -> i64 {
    sum(visits, |visit| count(visit.exposures.len()))
}

fn read(visits: &[&Visit]) -> i64 {
    sum(visits, |visit| count(visit.exposures.iter().filter(|exposure| exposure.is_read()).count()))
}

fn sessions(visits: &[&Visit]) -> i64 {
    count(visits.iter().map(|visit| &visit.session).collect::<BTreeSet<_>>().len())
}

/// When its events began.
fn moments(visit: &Visit) -> Vec<i64> {
    let mut moments: Vec<i64> = visit.exposures.iter().map(|exposure| exposure.at_ms).collect();
    moments.push(visit.start_ms);
    moments.extend(visit.customs.iter().map(|_| visit.start_ms + 500));
    moments
}

fn first_ms(visits: &[&Visit]) -> i64 {
    visits.iter().flat_map(|visit| moments(visit)).min().expect("every visit has an event")
}

fn last_ms(visits: &[&Visit]) -> i64 {
    visits.iter().flat_map(|visit| moments(visit)).max().expect("every visit has an event")
}

fn received(visits: &[&Visit]) -> BTreeSet<i64> {
    let of = |visit: &&Visit| moments(visit).into_iter().map(|at| at + visit.wait_ms).collect::<Vec<_>>();
    visits.iter().flat_map(of).collect()
}

/// `received_last_ms` comes from outside, as copies count there too.
pub(crate) fn summary(visits: &[&Visit]) -> Rows {
    let distinct = |of: fn(&Visit) -> Option<&'static str>| {
        integer(visits.iter().filter_map(|visit| of(visit)).collect::<BTreeSet<_>>().len())
    };
    let received = received(visits);
    vec![vec![
        integer(visits.len()),
        Cell::Integer(sessions(visits)),
        Cell::Integer(sum(visits, Visit::events)),
        Cell::Integer(exposures(visits)),
        Cell::Integer(sum(visits, |visit| visit.activity[0])),
        Cell::Integer(sum(visits, |visit| visit.activity[1])),
        Cell::Integer(sum(visits, |visit| visit.dropped)),
        distinct(|visit| visit.table),
        received.last().map_or(Cell::Nothing, |at| Cell::Integer(*at)),
        ratio(count(visits.len()), sessions(visits)),
        nearest_rank(visits.iter().map(|visit| visit.activity[0]).collect(), 1, 2),
        distinct(|visit| Some(visit.menu)),
        received.first().map_or(Cell::Nothing, |at| Cell::Integer(*at)),
    ]]
}

/// By menu, table, language or device; in no order.
pub(crate) fn breakdown(visits: &[&Visit], of: fn(&Visit) -> Option<&'static str>) -> Rows {
    let mut groups: BTreeMap<Option<&str>, Vec<&Visit>> = BTreeMap::new();
    for visit in visits {
        groups.entry(of(visit)).or_default().push(visit);
    }
    groups.into_iter().map(|(value, visits)| group(value, &visits)).collect()
}

fn group(value: Option<&str>, visits: &[&Visit]) -> Vec<Cell> {
    vec![
        text(value),
        integer(visits.len()),
        Cell::Integer(sessions(visits)),
        Cell::Integer(sum(visits, |visit| visit.activity[0])),
        nearest_rank(visits.iter().map(|visit| visit.activity[0]).collect(), 1, 2),
        Cell::Integer(exposures(visits)),
        Cell::Integer(read(visits)),
        ratio(exposures(visits) - read(visits), exposures(visits)),
        Cell::Integer(first_ms(visits)),
        Cell::Integer(last_ms(visits)),
    ]
}

/// Days since 1970 and hours in local time.
fn local(visit: &Visit, offset_minutes: i64) -> (i64, i64) {
    let at_ms = first_ms(&[visit]) + offset_minutes * 60_000;
    (at_ms.div_euclid(DAY_MS), at_ms.rem_euclid(DAY_MS) / 3_600_000)
}

pub(crate) fn times(visits: &[&Visit], offset_minutes: i64) -> Rows {
    let mut cells: BTreeMap<(i64, i64), Vec<&Visit>> = BTreeMap::new();
    for visit in visits {
        let (day, hour) = local(visit, offset_minutes);
        // 22 November 2026, the day 20,779, is a Sunday.
        cells.entry(((day - 20_779 + 6).rem_euclid(7) + 1, hour)).or_default().push(visit);
    }
    let row = |((weekday, hour), visits): ((i64, i64), Vec<&Visit>)| {
        let active_ms = sum(&visits, |visit| visit.activity[0]);
        let figures = [weekday, hour, count(visits.len()), active_ms, exposures(&visits), read(&visits)];
        figures.map(Cell::Integer).to_vec()
    };
    cells.into_iter().map(row).collect()
}

pub(crate) fn days(visits: &[&Visit], offset_minutes: i64) -> Rows {
    let mut days: BTreeMap<i64, Vec<&Visit>> = BTreeMap::new();
    for visit in visits {
        days.entry(local(visit, offset_minutes).0).or_default().push(visit);
    }
    let row = |(day, visits): (i64, Vec<&Visit>)| {
        // All of them lie in November 2026, whose 22nd is the day 20,779.
        let date = text(Some(&format!("2026-11-{:02}", day - 20_779 + 22)));
        let active_ms = sum(&visits, |visit| visit.activity[0]);
        let events = sum(&visits, Visit::events);
        let figures = [count(visits.len()), sessions(&visits), active_ms, exposures(&visits), events];
        [date].into_iter().chain(figures.map(Cell::Integer)).collect()
    };
    days.into_iter().map(row).collect()
}

/// Whether a visit reached a step.
type Reached<'a> = &'a dyn Fn(&Visit) -> bool;

pub(crate) fn funnel(visits: &[&Visit], event: &str) -> Rows {
    let any = |visit: &Visit, kind, meets: fn(&Exposure) -> bool| visit.of_kind(kind).into_iter().any(meets);
    let steps: [(&str, Reached<'_>); 6] = [
        ("visit", &|_| true),
        ("section_seen", &|visit| any(visit, Kind::Section, |_| true)),
        ("section_read", &|visit| any(visit, Kind::Section, Exposure::is_read)),
        ("item_seen", &|visit| any(visit, Kind::Item, |_| true)),
        ("item_read", &|visit| any(visit, Kind::Item, Exposure::is_read)),
        ("event", &|visit| visit.customs.iter().any(|custom| custom.name == event)),
    ];
    let mut left: Vec<&Visit> = visits.to_vec();
    let mut rows = Vec::new();
    for (place, (step, reaches)) in steps.into_iter().enumerate() {
        let before = count(left.len());
        left.retain(|visit| reaches(visit));
        let reached = count(left.len());
        let shares = [ratio(reached, count(visits.len())), ratio(reached, before)];
        let figures = [text(Some(step)), integer(place + 1), Cell::Integer(reached)];
        rows.push(figures.into_iter().chain(shares).collect());
    }
    rows
}

/// What lies in the lake twice, and its files, come from who wrote them.
pub(crate) fn quality(visits: &[&Visit], duplicates: i64, files: i64) -> Rows {
    let events = sum(visits, Visit::events);
    let late = sum(visits, late);
    let of_engine = |engine: &str| count(visits.iter().filter(|visit| visit.engine == engine).count());
    let skews = |of: fn(i64) -> i64| visits.iter().map(|visit| of(visit.skew_ms)).collect();
    vec![vec![
        Cell::Integer(events),
        Cell::Integer(duplicates),
        Cell::Integer(sum(visits, |visit| visit.dropped)),
        Cell::Integer(late),
        ratio(late, events),
        nearest_rank(skews(|skew_ms| skew_ms), 1, 2),
        nearest_rank(skews(i64::abs), 99, 100),
        integer(visits.iter().filter(|visit| visit.is_bot()).count()),
        ratio(of_engine("wasm"), count(visits.len())),
        ratio(of_engine("js"), count(visits.len())),
        Cell::Integer(files),
        Cell::Integer(0),
    ]]
}

/// Events received over six minutes after they ended.
fn late(visit: &Visit) -> i64 {
    let slices = visit.exposures.iter().flat_map(|exposure| &exposure.slices);
    let mut spans_ms: Vec<i64> = slices.map(|slice| slice[0] + slice[1]).collect();
    spans_ms.push(visit.activity[0] + visit.activity[1]);
    spans_ms.extend(visit.customs.iter().map(|_| 0));
    count(spans_ms.into_iter().filter(|span_ms| visit.wait_ms - span_ms > 360_000).count())
}
