//! Whether somebody is there: the page visible, and something touched within the idle limit.

use crate::time::Monotonic;

/// How an interval of page life divides, in microseconds. Hidden time is in neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Elapsed {
    pub(crate) active: u64,
    pub(crate) idle: u64,
}

/// Who is there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attendance {
    visible: bool,
    touched: Monotonic,
    idle_limit_ms: u32,
}

impl Attendance {
    pub(crate) const fn new(now: Monotonic, visible: bool, idle_limit_ms: u32) -> Self {
        Self { visible, touched: now, idle_limit_ms }
    }

    pub(crate) const fn is_visible(&self) -> bool {
        self.visible
    }

    /// Whether time counts as active from `now` on.
    pub(crate) fn is_active(&self, now: Monotonic) -> bool {
        self.visible && now < self.idle_from()
    }

    pub(crate) fn touch(&mut self, now: Monotonic) {
        self.touched = now;
    }

    pub(crate) fn hide(&mut self) {
        self.visible = false;
    }

    /// Whoever brings a page back is there.
    pub(crate) fn show(&mut self, now: Monotonic) {
        self.visible = true;
        self.touched = now;
    }

    /// Divides the time from `from` to `to`, in which nothing was touched.
    pub(crate) fn divide(&self, from: Monotonic, to: Monotonic) -> Elapsed {
        if !self.visible {
            return Elapsed::default();
        }
        let whole = to.since(from);
        let idle = to.since(self.idle_from().max(from)).min(whole);
        Elapsed { active: whole - idle, idle }
    }

    fn idle_from(&self) -> Monotonic {
        self.touched.plus_ms(self.idle_limit_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::{Attendance, Elapsed};
    use crate::time::Monotonic;

    const fn at_ms(ms: u64) -> Monotonic {
        Monotonic::from_micros(ms * 1000)
    }

    #[test]
    fn time_past_the_idle_limit_is_idle_however_late_it_is_noticed() {
        let attendance = Attendance::new(at_ms(0), true, 60_000);
        let elapsed = attendance.divide(at_ms(50_000), at_ms(75_000));
        assert_eq!(elapsed, Elapsed { active: 10_000_000, idle: 15_000_000 });
    }

    #[test]
    fn hidden_time_is_neither_active_nor_idle() {
        let mut attendance = Attendance::new(at_ms(0), true, 60_000);
        attendance.hide();
        assert_eq!(attendance.divide(at_ms(0), at_ms(90_000)), Elapsed::default());
    }
}
