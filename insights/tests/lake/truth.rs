//! The answers worked out the slow and obvious way from what truly happened: sections, dishes, and what follows them.

use std::collections::{BTreeMap, BTreeSet};

use crate::account::{Rows, count, integer, nearest_rank, ratio, text};
use crate::generated::{Exposure, Kind, Visit};
use linger_insights::Cell;

/// A visit that saw a target, and the target's exposures in it.
type Seen<'a> = (&'a Visit, Vec<&'a Exposure>);

/// Each target of the kind with the visits that saw it, and its exposures there.
fn by_target<'a>(visits: &[&'a Visit], kind: Kind) -> BTreeMap<&'a str, Vec<Seen<'a>>> {
    let mut targets: BTreeMap<&str, Vec<Seen<'_>>> = BTreeMap::new();
    for visit in visits {
        let mut seen: BTreeMap<&str, Vec<&Exposure>> = BTreeMap::new();
        for exposure in visit.of_kind(kind) {
            seen.entry(&exposure.target).or_default().push(exposure);
        }
        for (target, exposures) in seen {
            targets.entry(target).or_default().push((visit, exposures));
        }
    }
    targets
}

fn all<'a>(seen: &'a [Seen<'a>]) -> impl Iterator<Item = &'a Exposure> {
    seen.iter().flat_map(|(_, exposures)| exposures.iter().copied())
}

fn sum(seen: &[Seen<'_>], part: usize) -> i64 {
    all(seen).map(|exposure| exposure.sum(part)).sum()
}

/// The section as the view picks it where there are several.
fn section_of(seen: &[Seen<'_>]) -> Cell {
    text(all(seen).filter_map(|exposure| exposure.section.as_deref()).max())
}

/// The targets of a visit in the order in which it first saw them.
fn order(visit: &Visit, kind: Kind) -> Vec<&str> {
    let mut order: Vec<&str> = Vec::new();
    for exposure in visit.of_kind(kind) {
        if !order.contains(&exposure.target.as_str()) {
            order.push(&exposure.target);
        }
    }
    order
}

/// The views `sections` and `items`; in no order.
pub(crate) fn targets(visits: &[&Visit], kind: Kind) -> Rows {
    let elsewhere = if kind == Kind::Section { 2 } else { 3 };
    let attention_ms: i64 =
        visits.iter().flat_map(|visit| visit.of_kind(kind)).map(|exposure| exposure.sum(2)).sum();
    let active_ms: i64 = attention_ms + visits.iter().map(|visit| visit.activity[elsewhere]).sum::<i64>();
    let row = |(target, seen): (&str, Vec<Seen<'_>>)| {
        let mut row = vec![text(Some(target))];
        row.extend((kind == Kind::Item).then(|| section_of(&seen)));
        row.extend(figures(&seen, visits.len(), active_ms));
        row.extend(places(target, kind, &seen));
        row
    };
    by_target(visits, kind).into_iter().map(row).collect()
}

fn figures(seen: &[Seen<'_>], visits: usize, active_ms: i64) -> Vec<Cell> {
    let exposures = count(all(seen).count());
    let read = count(all(seen).filter(|exposure| exposure.is_read()).count());
    let dwells: Vec<i64> = all(seen).map(Exposure::dwell_ms).collect();
    vec![
        integer(seen.len()),
        ratio(count(seen.len()), count(visits)),
        Cell::Integer(exposures),
        Cell::Integer(dwells.iter().sum()),
        nearest_rank(dwells.clone(), 1, 2),
        nearest_rank(dwells, 9, 10),
        Cell::Integer(sum(seen, 0)),
        Cell::Integer(sum(seen, 1)),
        Cell::Integer(sum(seen, 2)),
        ratio(sum(seen, 2), active_ms),
        Cell::Integer(read),
        Cell::Integer(exposures - read),
        ratio(exposures - read, exposures),
        Cell::Integer(exposures - count(seen.len())),
        Cell::Integer(all(seen).map(|exposure| exposure.at_ms).min().expect("it was seen")),
        Cell::Integer(all(seen).map(|exposure| exposure.at_ms).max().expect("it was seen")),
    ]
}

fn places(target: &str, kind: Kind, seen: &[Seen<'_>]) -> Vec<Cell> {
    let place = |visit: &Visit| {
        let found = order(visit, kind).iter().position(|known| *known == target);
        count(found.expect("it was seen")) + 1
    };
    let places: Vec<i64> = seen.iter().map(|(visit, _)| place(visit)).collect();
    let last = |visit: &Visit| visit.of_kind(kind).last().is_some_and(|last| last.target == target);
    vec![
        nearest_rank(places.clone(), 1, 2),
        integer(places.into_iter().filter(|place| *place == 1).count()),
        integer(seen.iter().filter(|(visit, _)| last(visit)).count()),
    ]
}

pub(crate) fn section_items(visits: &[&Visit]) -> Rows {
    let mut rows = Vec::new();
    let sections: BTreeSet<&str> = visits
        .iter()
        .flat_map(|visit| &visit.exposures)
        .filter_map(|exposure| exposure.section.as_deref())
        .collect();
    for section in sections {
        let lies_in = |exposure: &Exposure| exposure.section.as_deref() == Some(section);
        let is_it = |exposure: &Exposure| exposure.kind == Kind::Section && exposure.target == section;
        let saw =
            |visit: &&&Visit| visit.exposures.iter().any(|exposure| lies_in(exposure) || is_it(exposure));
        let saw = count(visits.iter().filter(saw).count());
        let mut items = by_target(visits, Kind::Item);
        for seen in items.values_mut() {
            for (_, exposures) in seen.iter_mut() {
                exposures.retain(|exposure| lies_in(exposure));
            }
            seen.retain(|(_, exposures)| !exposures.is_empty());
        }
        items.retain(|_, seen| !seen.is_empty());
        let attention_ms: i64 = items.values().map(|seen| sum(seen, 2)).sum();
        rows.extend(items.iter().map(|(item, seen)| section_item(section, item, seen, saw, attention_ms)));
    }
    rows
}

fn section_item(section: &str, item: &str, seen: &[Seen<'_>], saw: i64, attention_ms: i64) -> Vec<Cell> {
    let exposures = count(all(seen).count());
    let read = count(all(seen).filter(|exposure| exposure.is_read()).count());
    vec![
        text(Some(section)),
        text(Some(item)),
        integer(seen.len()),
        ratio(count(seen.len()), saw),
        Cell::Integer(exposures),
        Cell::Integer(sum(seen, 0) + sum(seen, 1)),
        Cell::Integer(sum(seen, 0)),
        Cell::Integer(sum(seen, 2)),
        ratio(sum(seen, 2), attention_ms),
        ratio(exposures - read, exposures),
    ]
}

pub(crate) fn paths(visits: &[&Visit]) -> Rows {
    let mut paths: BTreeMap<(Option<&str>, Option<&str>), Vec<&str>> = BTreeMap::new();
    for visit in visits {
        let mut before = None;
        let seen = visit.of_kind(Kind::Section);
        let ends = (!seen.is_empty()).then_some(None);
        for next in seen.into_iter().map(|exposure| Some(exposure.target.as_str())).chain(ends) {
            paths.entry((before, next)).or_default().push(&visit.id);
            before = next;
        }
    }
    let leaving = |from: Option<&str>| {
        let leaving = paths.iter().filter(|((known, _), _)| *known == from);
        count(leaving.map(|(_, visits)| visits.len()).sum())
    };
    let row = |(path, visits): (&(Option<&str>, Option<&str>), &Vec<&str>)| {
        let transitions = count(visits.len());
        let share = ratio(transitions, leaving(path.0));
        let visits = integer(visits.iter().collect::<BTreeSet<_>>().len());
        vec![text(path.0), text(path.1), Cell::Integer(transitions), share, visits]
    };
    paths.iter().map(row).collect()
}

pub(crate) fn matrix(visits: &[&Visit], event: &str) -> Rows {
    let dishes = by_target(visits, Kind::Item);
    let customs = || visits.iter().flat_map(|visit| &visit.customs).filter(|custom| custom.name == event);
    let events = |dish: &str| count(customs().filter(|custom| custom.item.as_deref() == Some(dish)).count());
    let all_events: i64 = dishes.keys().map(|dish| events(dish)).sum();
    let all_attention_ms: i64 = dishes.values().map(|seen| sum(seen, 2)).sum();
    let Cell::Integer(median_ms) = nearest_rank(dishes.values().map(|seen| sum(seen, 2)).collect(), 1, 2)
    else {
        unreachable!("a rank is a whole number");
    };
    let row = |(dish, seen): (&&str, &Vec<Seen<'_>>)| {
        let attention_ms = sum(seen, 2);
        let held = attention_ms >= median_ms;
        // At least 70 % of an equal share, without fractions.
        let ordered = events(dish) * 10 * count(dishes.len()) >= 7 * all_events;
        vec![
            text(Some(dish)),
            section_of(seen),
            Cell::Integer(attention_ms),
            ratio(attention_ms, all_attention_ms),
            Cell::Integer(events(dish)),
            ratio(events(dish), all_events),
            ratio(median_ms, all_attention_ms),
            ratio(7, 10 * count(dishes.len())),
            text((all_events > 0).then_some(match (held, ordered) {
                (true, true) => "star",
                (false, true) => "plowhorse",
                (true, false) => "puzzle",
                (false, false) => "dog",
            })),
        ]
    };
    dishes.iter().map(row).collect()
}

pub(crate) fn zones(visits: &[&Visit]) -> Rows {
    let mut rows = Vec::new();
    for (kind, name) in [(Kind::Section, "section"), (Kind::Item, "item")] {
        for (target, mut seen) in by_target(visits, kind) {
            seen.retain(|(_, exposures)| exposures.iter().any(|exposure| exposure.dwell_ms() >= 150));
            if seen.is_empty() {
                continue;
            }
            let names = |visit: &Visit| {
                kind == Kind::Item
                    && visit.customs.iter().any(|custom| custom.item.as_deref() == Some(target))
            };
            let tapped = count(seen.iter().filter(|(visit, _)| names(visit)).count());
            let exposed = count(seen.len());
            rows.push(vec![
                text(Some(name)),
                text(Some(target)),
                ratio(exposed, count(visits.len())),
                ratio(sum(&seen, 0) + sum(&seen, 1), exposed),
                ratio(tapped, exposed),
            ]);
        }
    }
    rows
}
