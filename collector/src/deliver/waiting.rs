//! Records that wait for a call, by when they may go.

use std::collections::BTreeMap;
use std::time::Duration;

use super::piece::Piece;

/// What one call may carry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub(super) records: usize,
    pub(super) bytes: usize,
}

/// Equal times are told apart by the order in which they came.
type Turn = (Duration, u64);

/// Records, each free to go with any other, and groups that go by themselves as one of them is suspected.
#[derive(Clone, Debug)]
pub(super) struct Waiting<P> {
    pieces: BTreeMap<Turn, Piece<P>>,
    groups: BTreeMap<Turn, Vec<Piece<P>>>,
    pushed: u64,
}

impl<P> Waiting<P> {
    pub(super) const fn new() -> Self {
        Self { pieces: BTreeMap::new(), groups: BTreeMap::new(), pushed: 0 }
    }

    pub(super) fn push(&mut self, at: Duration, piece: Piece<P>) {
        let turn = self.turn(at);
        self.pieces.insert(turn, piece);
    }

    pub(super) fn push_group(&mut self, at: Duration, group: Vec<Piece<P>>) {
        let turn = self.turn(at);
        self.groups.insert(turn, group);
    }

    fn turn(&mut self, at: Duration) -> Turn {
        self.pushed += 1;
        (at, self.pushed)
    }

    /// When the first may go.
    pub(super) fn due(&self) -> Option<Duration> {
        let piece = self.pieces.keys().next();
        let group = self.groups.keys().next();
        [piece, group].into_iter().flatten().map(|(at, _)| *at).min()
    }

    /// What the next call carries: a group whose time has come, else as many records as fit. Whether it is a group.
    pub(super) fn take(&mut self, now: Duration, room: Room) -> Option<(Vec<Piece<P>>, bool)> {
        if let Some(first) = self.groups.first_entry().filter(|first| first.key().0 <= now) {
            return Some((first.remove(), true));
        }
        let mut taken: Vec<Piece<P>> = Vec::new();
        let mut bytes = 0;
        while let Some(first) = self.pieces.first_entry().filter(|first| first.key().0 <= now) {
            bytes += first.get().bytes();
            if taken.len() == room.records || (bytes > room.bytes && !taken.is_empty()) {
                break;
            }
            taken.push(first.remove());
        }
        (!taken.is_empty()).then_some((taken, false))
    }
}
