//! A bar on standard error, where that is a terminal; programs and logs see nothing of it.

use indicatif::{ProgressBar, ProgressStyle};

const SHAPE: &str = "{bar:40} {pos} of {len} letters, {per_sec}, {eta} to go";

/// How far it is.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// For so many letters. indicatif hides it where standard error is no terminal.
    pub(super) fn of(letters: u64) -> Self {
        let style = ProgressStyle::with_template(SHAPE).expect("its names are indicatif's");
        Self(ProgressBar::new(letters).with_style(style))
    }

    /// So many are done.
    pub(super) fn show(&self, done: u64) {
        self.0.set_position(done);
    }

    /// Takes it away, so that what follows stands alone.
    pub(super) fn end(&self) {
        self.0.finish_and_clear();
    }
}
