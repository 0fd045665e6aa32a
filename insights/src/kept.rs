//! The last answers. Files of the lake never change once they are there, so the same question over the same files
//! has the same answer; a dashboard that asks every few seconds of a quiet lake then costs a listing and no query.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard};

use crate::answer::Cell;
use crate::listing::LakeFile;
use crate::question::Question;

/// Answers kept: ours; every view for each of a handful of open dashboards.
const ANSWERS_MAX: usize = 64;

/// All that an answer depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) question: Question,
    pub(crate) files: Vec<LakeFile>,
    pub(crate) files_left_out: usize,
}

type Rows = Vec<Vec<Cell>>;

/// The answers asked for last, the latest at the end.
#[derive(Debug)]
pub(crate) struct Kept {
    answers: Mutex<VecDeque<(Asked, Rows)>>,
    answers_max: usize,
}

impl Default for Kept {
    fn default() -> Self {
        Self { answers: Mutex::default(), answers_max: ANSWERS_MAX }
    }
}

impl Kept {
    /// Keeps nothing.
    pub(crate) fn none() -> Self {
        Self { answers_max: 0, ..Self::default() }
    }

    pub(crate) fn find(&self, asked: &Asked) -> Option<Rows> {
        self.lock().iter().find(|(known, _)| known == asked).map(|(_, rows)| rows.clone())
    }

    /// An answer over other files takes the place of the older one to the same question.
    pub(crate) fn keep(&self, asked: &Asked, rows: &Rows) {
        let mut answers = self.lock();
        answers.retain(|(known, _)| known.question != asked.question);
        answers.push_back((asked.clone(), rows.clone()));
        if answers.len() > self.answers_max {
            answers.pop_front();
        }
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(Asked, Rows)>> {
        self.answers.lock().expect("nothing that holds this lock panics")
    }
}
