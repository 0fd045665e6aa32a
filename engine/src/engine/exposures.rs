//! When targets' exposures open and close, and what is told of them.

use alloc::string::String;

use linger_wire::Exposure;
use linger_wire::encode::{self, Json};

use super::Engine;
use crate::exposure::Open;
use crate::motion::Verdict;
use crate::targets::TargetIndex;
use crate::time::Monotonic;

impl Engine {
    pub(super) fn refresh_all(&mut self, now: Monotonic) {
        for target in 0..self.targets.len() {
            self.refresh(now, Some(target));
        }
    }

    /// Opens or closes the target's exposure, where it has become viewable or no longer is.
    pub(super) fn refresh(&mut self, now: Monotonic, target: Option<TargetIndex>) {
        let Some(index) = target else { return };
        let viewable = self.attendance.is_visible() && self.targets.is_viewable(index);
        let open = self.targets.target(index).open.is_some();
        if viewable && !open {
            self.open(now, index);
        } else if open && !viewable {
            self.close(now, index);
        }
    }

    fn open(&mut self, now: Monotonic, index: TargetIndex) {
        let kind = self.targets.target(index).kind;
        let (number, from) = self.visit().number_exposure(kind, index);
        self.targets.target(index).open = Some(Open::new(number, from, now));
    }

    pub(super) fn close(&mut self, now: Monotonic, index: TargetIndex) {
        let target = self.targets.target(index);
        let kind = target.kind;
        let Some(open) = &mut target.open else { return };
        // Nothing leaves the screen of a page at rest but by the page's own doing; unsettled time was motion.
        open.settle(Verdict::Moved);
        self.take_slice(now, index);
        if let Some(open) = self.targets.target(index).open.take() {
            self.visit().keep_attention(kind, open.leftover());
        }
    }

    pub(super) fn take_slices(&mut self, now: Monotonic) {
        for index in 0..self.targets.len() {
            self.take_slice(now, index);
        }
    }

    /// Tells what the target's open exposure has gathered.
    fn take_slice(&mut self, now: Monotonic, index: TargetIndex) {
        let Some(open) = &mut self.targets.target(index).open else { return };
        #[cfg(feature = "debug")]
        let before = open.times();
        let Some(slice) = open.slice(now) else { return };
        let open = *open;
        #[cfg(feature = "debug")]
        self.note_told(index, before, open.times());
        let visit = self.visits.last_mut().expect("a visit begins with the engine");
        let kind = self.targets.target(index).kind;
        let event = Exposure {
            number: visit.number_event(),
            exposure: open.number,
            kind,
            target: Json(self.targets.id(index)),
            from: open.from.map(|from| Json(self.targets.id(from))),
            section: self.targets.section(index).map(Json),
            at_ms: visit.at_ms(slice.at),
            paused_ms: slice.paused_ms,
            scrolling_ms: slice.scrolling_ms,
            attention_ms: visit.round_attention(kind, slice.attention),
        };
        let mut json = String::new();
        encode::exposure(&mut json, &event);
        self.enqueue(now, json);
    }

    #[cfg(feature = "debug")]
    fn note_told(&mut self, index: TargetIndex, before: [u64; 3], after: [u64; 3]) {
        let told = &mut self.targets.target(index).told;
        for part in 0..told.len() {
            told[part] += before[part] - after[part];
        }
    }

    pub(super) fn take_activity(&mut self, now: Monotonic) {
        if let Some(activity) = self.visit().activity(now) {
            let mut json = String::new();
            encode::activity(&mut json, &activity);
            self.enqueue(now, json);
        }
    }
}
