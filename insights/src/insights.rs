//! Asking the lake a question, within bounds.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use datafusion::error::DataFusionError;
use tokio::sync::Semaphore;
use tokio::task;

use crate::answer::{self, Answer, Cell};
use crate::engine::Engine;
use crate::filter::Filter;
use crate::kept::{Asked, Kept};
use crate::lake::{Lake, Snapshot};
use crate::listing::LakeFile;
use crate::question::Question;
use crate::view::View;

/// Longest time an answer may take, waiting for others included: ours; a page that asks each few seconds has long
/// given up.
pub const QUERY_MAX: Duration = Duration::from_secs(20);

/// Rows of an answer: ours; a hundred times the dishes of a large menu. Target ids come from pages, so their
/// number is not in our hands.
pub const ROWS_MAX: usize = 10_000;

/// Queries that run at once: ours; each uses all cores, so more of them only wait on each other.
const QUERIES_MAX: usize = 2;

/// Tries of one query over fresh snapshots, as files vanish under it or turn out to be corrupt.
const TRIES_MAX: usize = 4;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The lake's folder cannot be listed.
    #[error("the lake cannot be read: {0}")]
    Lake(#[source] io::Error),
    /// The answer took longer than [`QUERY_MAX`].
    #[error("the answer took more than {} s; narrow it with from and to", QUERY_MAX.as_secs())]
    TooLong,
    /// The query failed, and no file is to blame.
    #[error("the query failed: {0}")]
    Query(#[from] DataFusionError),
}

/// The lake of one folder, ready to be asked.
#[derive(Debug)]
pub struct Insights {
    lake: Arc<Lake>,
    engine: Engine,
    running: Semaphore,
    kept: Kept,
}

impl Insights {
    /// Asks the lake in this folder, `<data>/lake`, which need not exist yet; or that at `s3://bucket/prefix`.
    ///
    /// # Errors
    /// [`QueryError::Lake`] if a relative path has no current folder to start from, or an address names no bucket, [`QueryError::Query`] if the
    /// engine has no folder for temporary files.
    pub fn try_new(lake: &Path) -> Result<Self, QueryError> {
        let (lake, engine) = (Arc::new(Lake::try_new(lake).map_err(QueryError::Lake)?), Engine::try_new()?);
        Ok(Self { lake, engine, running: Semaphore::new(QUERIES_MAX), kept: Kept::default() })
    }

    /// Answers are worked out each time they are asked for, even where the same was asked before: to measure that.
    #[must_use]
    pub fn forgetful(self) -> Self {
        Self { kept: Kept::none(), ..self }
    }

    /// What the lake says now to a view over the filter's events, with the defaults of all else: see
    /// [`Insights::ask`].
    ///
    /// # Errors
    /// As [`Insights::ask`].
    pub async fn query(&self, view: View, filter: &Filter, now_ms: i64) -> Result<Answer, QueryError> {
        self.ask(&Question::new(view, filter.clone()), now_ms).await
    }

    /// What the lake says now; `now_ms` (milliseconds since 1970) becomes the answer's `generated_at_ms`. Files that
    /// cannot be read are left out and named in the answer. At most [`ROWS_MAX`] rows. Needs a tokio runtime.
    ///
    /// # Errors
    /// If the folder cannot be listed, the query takes longer than [`QUERY_MAX`], or fails though every file can
    /// be read.
    pub async fn ask(&self, question: &Question, now_ms: i64) -> Result<Answer, QueryError> {
        let answer = tokio::time::timeout(QUERY_MAX, self.answer(question, now_ms)).await;
        answer.map_err(|_| QueryError::TooLong)?
    }

    async fn answer(&self, question: &Question, now_ms: i64) -> Result<Answer, QueryError> {
        let _running = self.running.acquire().await.expect("this semaphore is never closed");
        let mut tries = 1;
        loop {
            let Snapshot { sound, left_out } = self.snapshot(&question.filter).await?;
            let asked = Asked { question: question.clone(), files: sound, files_left_out: left_out.len() };
            match self.rows(&asked).await {
                Ok(rows) => return Ok(Answer::new(question.view, now_ms, rows, left_out)),
                Err(error) if tries == TRIES_MAX || !self.doubt(asked.files).await => {
                    return Err(error.into());
                }
                Err(error) => tracing::debug!(%error, tries, "asked again over a fresh snapshot"),
            }
            tries += 1;
        }
    }

    async fn rows(&self, asked: &Asked) -> Result<Vec<Vec<Cell>>, DataFusionError> {
        if let Some(rows) = self.kept.find(asked) {
            return Ok(rows);
        }
        let batches = self.engine.rows(asked, ROWS_MAX + 1).await?;
        let rows = answer::rows(asked.question.view.columns(), &batches)?;
        self.kept.keep(asked, &rows);
        Ok(rows)
    }

    async fn snapshot(&self, filter: &Filter) -> Result<Snapshot, QueryError> {
        let (lake, days) = (Arc::clone(&self.lake), filter.days());
        let snapshot = task::spawn_blocking(move || lake.snapshot(&days)).await;
        snapshot.map_err(io::Error::other).flatten().map_err(QueryError::Lake)
    }

    async fn doubt(&self, files: Vec<LakeFile>) -> bool {
        let lake = Arc::clone(&self.lake);
        task::spawn_blocking(move || lake.doubt(&files)).await.unwrap_or(false)
    }
}
