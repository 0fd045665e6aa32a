//! Delivery's state machine against sinks that do anything they may: every entry has one outcome, and only what failed
//! goes again.

mod world;

use std::collections::BTreeMap;
use std::time::Duration;

use bytes::Bytes;
use linger_collector::dead_letter::Reason;
use linger_collector::deliver::machine::{Effect, Input};
use linger_collector::deliver::{Queued, Verdict};
use linger_collector::entry::Entry;
use linger_collector::sink::{CallError, Outcome, PackLimits};
use linger_wire::Id;
use proptest::prelude::*;

use world::{DAY, ENTRY_BYTES_MAX, LIMITS, Line, Poison, World, failed, limits, patient, settings, step};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// What is checked at each step is in [`World`].
    #[test]
    fn every_entry_has_one_outcome_whatever_the_sink_does(
        steps in prop::collection::vec(step(), 0..300), limits in limits(), seed in any::<u64>(),
    ) {
        let mut world = World::new(limits, seed);
        for step in steps { world.step(step); }
        world.finish();
        prop_assert_eq!(world.machine.held_bytes(), 0);
        prop_assert_eq!(world.ledger.snapshot().pending, 0);
    }

    #[test]
    fn a_drain_ends_in_time_and_leaves_the_rest_unsettled(
        steps in prop::collection::vec(step(), 0..150),
        after in prop::collection::vec(step(), 0..60),
        limits in limits(),
        seed in any::<u64>(),
    ) {
        let mut world = World::new(limits, seed);
        for step in steps { world.step(step); }
        let end = world.now + settings().drain;
        world.handle(Input::Drained);
        prop_assert_eq!(world.machine.room(), None);
        for step in after {
            if world.machine.is_done() { break; }
            world.step(step);
        }
        while !world.machine.is_done() {
            prop_assert!(world.now <= end);
            world.wake();
        }
        world.expect_balance();
    }

    /// Binary search: for each line to blame, a refusal a level of halving, down to records and down to the line.
    #[test]
    fn poison_is_isolated_and_costs_the_others_nothing(
        count in 1_usize..60, places in prop::collection::btree_map(0_usize..60, any::<bool>(), 0..4), seed in any::<u64>(),
    ) {
        let poisons: BTreeMap<usize, Poison> = places
            .into_iter()
            .filter(|(place, _)| *place < count)
            .map(|(place, refused)| (place, if refused { Poison::Refused } else { Poison::Fails }))
            .collect();
        let mut world = World::new(LIMITS, seed);
        let poison = |position: usize| poisons.get(&position).copied().unwrap_or(Poison::None);
        for _ in 0..1000 {
            if world.lines.len() == count { break; }
            world.read(count - world.lines.len(), poison);
            world.wake();
            world.answer_honestly();
            world.write(true);
        }
        // Others follow: by them the machine tells a line that fails from a sink that fails.
        for _ in 0..300 {
            if world.is_settled() { break; }
            world.read(1, |_| Poison::None);
            while !world.calls.is_empty() { world.answer_honestly(); }
            world.write(true);
            world.wake();
        }
        world.finish();
        for (position, line) in world.lines.iter().enumerate() {
            let expected = match line.poison {
                Poison::None => Verdict::Delivered { possibly_doubled: false },
                Poison::Refused => Verdict::DeadLettered { reason: Reason::Refused },
                Poison::Fails => Verdict::DeadLettered { reason: Reason::Exhausted },
            };
            prop_assert_eq!(line.settled, Some(expected), "line {}", position);
        }
        let refused = poisons.values().filter(|poison| **poison == Poison::Refused).count();
        let failing = poisons.len() - refused;
        // Three levels halve 5 records, four the 9 lines a record has; each halving makes two calls. What fails is
        // sent three times a level, and once more for each time the sink took nothing else.
        let bound = world.lines.len() + 2 * 7 * refused + 8 * 5 * failing + 4;
        prop_assert!(world.calls_made <= bound, "{} calls, more than {bound}", world.calls_made);
    }
}

/// Something to deliver, and the machine about to.
fn sending(lines: usize) -> World {
    let mut world = World::new(LIMITS, 1);
    world.read(lines, |_| Poison::None);
    world.wake();
    world
}

#[test]
fn only_the_records_that_failed_go_again() {
    let mut world = sending(9);
    assert!(world.calls[0].1.len() > 1, "several records in the call");
    let second = world.calls[0].1[1].clone();
    while !world.calls.is_empty() {
        world.answer(0, |record| if *record == second { failed() } else { Outcome::Accepted });
    }
    world.wake();
    assert_eq!(world.calls[0].1, [second]);
}

#[test]
fn a_quiet_restaurants_line_leaves_at_the_flush_age() {
    let mut world = World::new(LIMITS, 1);
    world.read(1, |_| Poison::None);
    assert!(world.calls.is_empty());
    assert_eq!(world.machine.next_deadline(), Some(settings().flush_age));
    world.wake();
    assert_eq!(world.calls.len(), 1);
}

#[test]
fn what_an_earlier_process_left_leaves_at_once() {
    let mut world = World::new(LIMITS, 1);
    world.now = Duration::from_secs(100);
    let entry = Entry { visit: Id::from_bits(1), events: 1, line: Bytes::from_static(b"0") };
    world.lines.push(Line {
        events: 1,
        poison: Poison::None,
        is_taken: false,
        is_unanswered: false,
        settled: None,
    });
    world.ledger.recovered(1);
    let entries = vec![Queued { position: 0, appended_at_ms: 0, entry }];
    world.handle(Input::Read { entries, wall_ms: 100_000 });
    assert_eq!(world.calls.len(), 1);
}

#[test]
fn a_day_without_the_sink_loses_nothing() {
    let errors = [
        CallError::Unavailable { detail: String::new() },
        CallError::Throttled { detail: String::new() },
        CallError::Denied { detail: String::new() },
        CallError::Unanswered { detail: String::new() },
    ];
    for error in errors {
        let mut world = World::with(patient(), LIMITS, 2);
        while world.now < DAY {
            world.read(5, |_| Poison::None);
            while !world.calls.is_empty() {
                world.fail(0, error.clone());
            }
            assert!(world.writes.is_empty(), "nothing is given up");
            world.wake();
        }
        assert!(world.lines.iter().all(|line| line.settled.is_none()));
        world.finish();
        assert!(world.lines.iter().all(|line| matches!(line.settled, Some(Verdict::Delivered { .. }))));
    }
}

/// Firehose may tell a failure of its own as one of each record.
#[test]
fn a_day_in_which_every_record_fails_loses_nothing() {
    let mut world = World::with(patient(), LIMITS, 3);
    while world.now < DAY {
        world.read(5, |_| Poison::None);
        while !world.calls.is_empty() {
            world.answer(0, |_| failed());
        }
        assert!(world.writes.is_empty(), "nothing is given up");
        world.wake();
    }
    world.finish();
    assert!(world.lines.iter().all(|line| matches!(line.settled, Some(Verdict::Delivered { .. }))));
}

#[test]
fn a_line_that_fails_does_not_block_the_others() {
    let mut world = World::new(LIMITS, 4);
    world.read(1, |_| Poison::Fails);
    for _ in 0..20 {
        world.read(10, |_| Poison::None);
        world.wake();
        while !world.calls.is_empty() {
            world.answer_honestly();
        }
    }
    let delivered = world.lines.iter().filter(|line| line.is_taken).count();
    assert!(delivered + 15 >= world.lines.len(), "{delivered} of {}", world.lines.len());
    world.write(true);
    assert_eq!(world.lines[0].settled, Some(Verdict::DeadLettered { reason: Reason::Exhausted }));
}

#[test]
fn throttling_slows_down_and_recovers() {
    let mut world = sending(60);
    while !world.calls.is_empty() {
        world.fail(0, CallError::Throttled { detail: String::new() });
    }
    assert!(world.machine.concurrency() < settings().concurrency_max);
    for _ in 0..200 {
        world.read(30, |_| Poison::None);
        world.wake();
        while !world.calls.is_empty() {
            world.answer_honestly();
        }
    }
    assert_eq!(world.machine.concurrency(), settings().concurrency_max);
}

#[test]
fn what_is_denied_pauses_all_and_says_why() {
    let mut world = sending(40);
    let calls = world.calls.len();
    assert!(calls > 1);
    while !world.calls.is_empty() {
        world.fail(0, CallError::Denied { detail: "AccessDenied: firehose:PutRecordBatch".to_owned() });
    }
    let why = world.machine.ready().expect_err("the sink denies");
    assert!(why.contains("AccessDenied"));
    let mut waits = Vec::new();
    for _ in 0..10 {
        let before = world.now;
        world.wake();
        assert_eq!(world.calls.len(), 1, "one call asks");
        waits.push(world.now.saturating_sub(before));
        world.fail(0, CallError::Denied { detail: String::new() });
    }
    assert!(waits[0] >= Duration::from_millis(500) && waits[9] >= Duration::from_secs(30), "{waits:?}");
    world.wake();
    world.answer_honestly();
    assert_eq!(world.machine.ready(), Ok(()));
}

#[test]
fn nothing_is_forgotten_while_dead_letters_cannot_be_written() {
    let mut world = World::new(LIMITS, 5);
    world.read(1, |_| Poison::Refused);
    world.wake();
    world.answer_honestly();
    for _ in 0..10 {
        assert_eq!(world.writes.len(), 1);
        world.write(false);
        assert!(world.machine.ready().is_err());
        assert_eq!(world.lines[0].settled, None);
        world.wake();
    }
    assert_eq!(world.writes[0].1[0].attempts, 1);
    world.write(true);
    assert_eq!(world.lines[0].settled, Some(Verdict::DeadLettered { reason: Reason::Refused }));
    assert_eq!(world.machine.ready(), Ok(()));
}

#[test]
fn what_is_too_old_or_too_large_becomes_a_dead_letter() {
    let mut world = World::new(LIMITS, 6);
    world.now = settings().age_max;
    let wall_ms = world.wall_ms();
    let entry = |line: String, events| Entry {
        visit: Id::from_bits(1),
        events,
        line: Bytes::from(line.into_bytes()),
    };
    let entries = vec![
        Queued { position: 0, appended_at_ms: 0, entry: entry("0".to_owned(), 1) },
        Queued { position: 1, appended_at_ms: wall_ms, entry: entry("1".repeat(2000), 1) },
        Queued { position: 2, appended_at_ms: wall_ms, entry: entry("2".to_owned(), 41) },
    ];
    world.machine.handle(world.now, Input::Read { entries, wall_ms });
    let effects = world.machine.take_effects();
    let [Effect::DeadLetter { letters, .. }] = &effects[..] else { panic!("{effects:?}") };
    let reasons: Vec<Reason> = letters.iter().map(|letter| letter.reason).collect();
    assert_eq!(reasons, [Reason::Expired, Reason::TooLarge, Reason::TooLarge]);
}

#[test]
fn after_the_last_entry_nothing_waits_for_company() {
    let mut world = World::new(LIMITS, 7);
    world.read(1, |_| Poison::None);
    world.handle(Input::Ended);
    assert_eq!(world.calls.len(), 1);
    assert!(!world.machine.is_done());
    world.answer_honestly();
    assert!(world.machine.is_done());
}

/// Records of one visit are small and many: memory full of them must not wait for their flush age.
#[test]
fn a_backlog_by_visit_does_not_wait_for_its_age() {
    let mut world = World::new(PackLimits { by_visit: true, ..LIMITS }, 8);
    while world.machine.room().is_some() {
        world.read(1, |_| Poison::None);
        world.calls.clear();
    }
    assert_eq!(world.now, Duration::ZERO);
    assert!(world.calls_made > 0);
}

#[test]
fn the_bound_of_memory_holds_for_what_lines_take_beside_their_bytes() {
    let mut world = World::new(LIMITS, 9);
    let before = world.machine.held_bytes();
    world.read(1, |_| Poison::None);
    let bytes = world.machine.held_bytes() - before;
    assert!((210 + 64..=810 + ENTRY_BYTES_MAX).contains(&bytes));
}
