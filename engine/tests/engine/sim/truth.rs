//! What really happened, kept as a list of moments and summed up afterwards: the slow and obvious way.

use std::collections::{BTreeMap, BTreeSet};

use linger_wire::Kind;

pub(crate) type Name = (Kind, String);

/// Silence after the last scroll from which the page was at rest since it; the engine's own constant, from its docs.
const SETTLE_US: u64 = 150_000;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dwell {
    pub(crate) paused_us: u64,
    pub(crate) scrolling_us: u64,
}

#[derive(Debug, Default)]
pub(crate) struct Truth {
    idle_us: u64,
    last_scroll: Option<u64>,
    /// Motion: from one scroll to the next, where they are close together and the page stays visible.
    motions: Vec<(u64, u64)>,
    touches: Vec<u64>,
    /// From each moment on: whether the page is visible.
    visible: Vec<(u64, bool)>,
    /// From each moment on: what is viewable.
    viewable: Vec<(u64, BTreeSet<Name>)>,
}

impl Truth {
    pub(crate) fn new(idle_ms: u32) -> Self {
        let visible = vec![(0, true)];
        Self { idle_us: u64::from(idle_ms) * 1000, touches: vec![0], visible, ..Self::default() }
    }

    pub(crate) fn touch(&mut self, us: u64) {
        self.touches.push(us);
    }

    pub(crate) fn scroll(&mut self, us: u64) {
        let before = self.last_scroll.replace(us);
        self.motions.extend(before.filter(|before| us - before < SETTLE_US).map(|before| (before, us)));
        self.touches.push(us);
    }

    pub(crate) fn hide(&mut self, us: u64) {
        self.last_scroll = None;
        self.visible.push((us, false));
    }

    pub(crate) fn show(&mut self, us: u64) {
        self.visible.push((us, true));
        self.touches.push(us);
    }

    pub(crate) fn see(&mut self, us: u64, viewable: Vec<Name>) {
        self.viewable.push((us, viewable.into_iter().collect()));
    }

    /// Active time until `end_us`, whatever was on the screen.
    pub(crate) fn active_us(&self, end_us: u64) -> u64 {
        self.active_spans(end_us).iter().map(|(from, to)| to - from).sum()
    }

    pub(crate) fn visible_us(&self, end_us: u64) -> u64 {
        self.spans(end_us)
            .into_iter()
            .filter(|(from, _)| self.is_visible(*from))
            .map(|(from, to)| to - from)
            .sum()
    }

    /// Dwell of every target until `end_us`.
    pub(crate) fn dwell(&self, end_us: u64) -> BTreeMap<Name, Dwell> {
        let mut sums = BTreeMap::<Name, Dwell>::new();
        for (from, to) in self.active_spans(end_us) {
            let moving = self.is_moving(from);
            for name in self.seen_at(from) {
                let dwell = sums.entry(name.clone()).or_default();
                *(if moving { &mut dwell.scrolling_us } else { &mut dwell.paused_us }) += to - from;
            }
        }
        sums
    }

    fn active_spans(&self, end_us: u64) -> Vec<(u64, u64)> {
        let mut spans = self.spans(end_us);
        spans.retain(|(from, _)| self.is_visible(*from) && !self.is_idle(*from));
        spans
    }

    /// Cuts the time at every moment at which anything may change.
    fn spans(&self, end_us: u64) -> Vec<(u64, u64)> {
        let mut cuts: BTreeSet<u64> = [0, end_us].into();
        cuts.extend(self.motions.iter().flat_map(|(from, to)| [from, to]));
        cuts.extend(&self.touches);
        cuts.extend(self.touches.iter().map(|at| at + self.idle_us));
        cuts.extend(self.visible.iter().map(|(at, _)| at));
        cuts.extend(self.viewable.iter().map(|(at, _)| at));
        let cuts: Vec<u64> = cuts.into_iter().filter(|at| *at <= end_us).collect();
        cuts.windows(2).map(|pair| (pair[0], pair[1])).collect()
    }

    fn is_visible(&self, at: u64) -> bool {
        self.visible.iter().rev().find(|(from, _)| *from <= at).is_some_and(|(_, visible)| *visible)
    }

    fn is_idle(&self, at: u64) -> bool {
        self.touches.iter().rev().find(|touch| **touch <= at).is_none_or(|touch| at - touch >= self.idle_us)
    }

    fn is_moving(&self, at: u64) -> bool {
        self.motions.iter().any(|(from, to)| (*from..*to).contains(&at))
    }

    fn seen_at(&self, at: u64) -> impl Iterator<Item = &Name> {
        self.viewable.iter().rev().find(|(from, _)| *from <= at).into_iter().flat_map(|(_, names)| names)
    }
}
