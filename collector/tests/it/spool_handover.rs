//! The hand-over between senders and the committing thread, in all orders in which their steps may come, as far as a
//! model checker tries them: nobody waits for ever, nobody is told too early, nothing is committed twice.

#[path = "../../src/spool/handover.rs"]
mod handover;

/// The model checker's locks in place of the system's.
mod sync {
    pub(super) use shuttle::sync::{Arc, Condvar, Mutex, MutexGuard};
    pub(super) use std::sync::PoisonError;
}

use handover::Handover;
use shuttle::future::block_on;
use shuttle::sync::{Arc, Mutex};
use shuttle::thread;

/// Orders that are tried: some seconds' worth.
const ORDERS: usize = 1_500;

/// Orders in which few threads are interrupted, where most faults lie (Burckhardt and others, "A Randomized Scheduler
/// with Probabilistic Guarantees of Finding Bugs", 2010).
const CHANGES: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// The number of the group.
    Synced(usize),
    Failed,
    Lost,
}

type Queue = Handover<u32, Outcome>;

fn explore(scenario: fn()) {
    shuttle::check_random(scenario, ORDERS);
    shuttle::check_pct(scenario, ORDERS, CHANGES);
}

/// What is on the disk, by group.
type Synced = Arc<Mutex<Vec<Vec<u32>>>>;

/// Commits until closed; every group whose number `fails` says so fails. How many items it has taken.
fn commit(queue: &Queue, synced: &Synced, fails: fn(usize) -> bool) -> usize {
    let (mut items, mut taken) = (Vec::new(), 0);
    while let Some(duty) = queue.take(&mut items) {
        taken += items.len();
        let mut groups = synced.lock().expect("no panic");
        let group = groups.len();
        let fails = fails(group);
        groups.push(if fails { Vec::new() } else { items.clone() });
        drop(groups);
        duty.answer(if fails { Outcome::Failed } else { Outcome::Synced(group) });
    }
    taken
}

/// Sends one after another; those that were told to be synced must be in that group at that moment. How many were
/// taken.
fn send(queue: &Queue, synced: &Synced, items: &[u32]) -> usize {
    let mut taken = 0;
    for item in items {
        let Ok(ticket) = queue.submit(*item) else { return taken };
        taken += 1;
        if let Outcome::Synced(group) = block_on(ticket) {
            assert!(synced.lock().expect("no panic")[group].contains(item), "told before it was synced");
        }
    }
    taken
}

/// Three senders, a committing thread, and whoever closes at some moment.
fn senders_and_close(fails: fn(usize) -> bool) {
    let queue = Arc::new(Queue::new(Outcome::Lost));
    let synced = Synced::default();
    let senders: Vec<_> = [[1, 2], [11, 12], [21, 22]]
        .map(|items| {
            let (queue, synced) = (Arc::clone(&queue), Arc::clone(&synced));
            thread::spawn(move || send(&queue, &synced, &items))
        })
        .into();
    let commits = {
        let (queue, synced) = (Arc::clone(&queue), Arc::clone(&synced));
        thread::spawn(move || commit(&queue, &synced, fails))
    };
    queue.close();
    let sent: usize = senders.into_iter().map(|sender| sender.join().expect("no panic")).sum();
    let taken = commits.join().expect("no panic");
    assert_eq!(sent, taken, "each that was let in is committed once");
    let mut all: Vec<u32> = synced.lock().expect("no panic").concat();
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count, "none twice");
}

#[test]
fn answers_everybody() {
    explore(|| senders_and_close(|_| false));
}

#[test]
fn tells_failures_to_their_group_alone() {
    explore(|| senders_and_close(|group| group % 2 == 0));
}

#[test]
fn is_closed_only_when_all_have_ended() {
    explore(|| {
        let queue = Arc::new(Queue::new(Outcome::Lost));
        let synced = Synced::default();
        let senders: Vec<_> = [[1, 2], [11, 12]]
            .map(|items| {
                let (queue, synced) = (Arc::clone(&queue), Arc::clone(&synced));
                thread::spawn(move || send(&queue, &synced, &items))
            })
            .into();
        let commits = {
            let (queue, synced) = (Arc::clone(&queue), Arc::clone(&synced));
            thread::spawn(move || commit(&queue, &synced, |_| false))
        };
        let sent: usize = senders.into_iter().map(|sender| sender.join().expect("no panic")).sum();
        queue.close();
        assert_eq!((sent, commits.join().expect("no panic")), (4, 4), "open, it refuses nobody");
    });
}

#[test]
fn answers_also_when_the_committing_thread_dies() {
    explore(|| {
        let queue = Arc::new(Queue::new(Outcome::Lost));
        let senders: Vec<_> = [1, 2, 3]
            .map(|item| {
                let queue = Arc::clone(&queue);
                thread::spawn(move || queue.submit(item).map(block_on))
            })
            .into();
        let dies = {
            let queue = Arc::clone(&queue);
            thread::spawn(move || {
                let mut items = Vec::new();
                drop(queue.take(&mut items));
                queue.abandon();
            })
        };
        for sender in senders {
            let told = sender.join().expect("no panic");
            assert!(matches!(told, Ok(Outcome::Lost) | Err(_)), "{told:?}");
        }
        dies.join().expect("no panic");
    });
}
