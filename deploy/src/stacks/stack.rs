//! The stacks, each with the template that was built in: one binary is all that is needed.

use std::sync::OnceLock;

use crate::Wrong;
use crate::template::Template;

/// One of the stacks, in the order in which they are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stack {
    /// Where archives and large templates lie.
    Artifacts,
    /// The second Region's bucket.
    Replica,
    /// Stream, lake, table, workgroup.
    Pipeline,
    /// The answers as Athena's views.
    Views,
    /// The same as queries kept in the workgroup.
    Queries,
    /// What pages send to.
    Edge,
    /// The menu's own site.
    Site,
    /// Alarms and CloudWatch's dashboard.
    Watch,
    /// The alarm of the second Region.
    WatchReplica,
    /// QuickSight's dashboard.
    Quicksight,
}

impl Stack {
    /// All of them, in the order in which they are made.
    pub const ALL: [Self; 10] = [
        Self::Artifacts,
        Self::Replica,
        Self::Pipeline,
        Self::Views,
        Self::Queries,
        Self::Edge,
        Self::Site,
        Self::Watch,
        Self::WatchReplica,
        Self::Quicksight,
    ];

    /// Its name, which a stack's own name ends in.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Artifacts => "artifacts",
            Self::Replica => "replica",
            Self::Pipeline => "pipeline",
            Self::Views => "views",
            Self::Queries => "queries",
            Self::Edge => "edge",
            Self::Site => "site",
            Self::Watch => "watch",
            Self::WatchReplica => "watch-replica",
            Self::Quicksight => "quicksight",
        }
    }

    /// The stack of a name.
    ///
    /// # Errors
    ///
    /// Which there are.
    pub fn of(flag: &'static str, name: &str) -> Result<Self, Wrong> {
        Self::ALL.into_iter().find(|stack| stack.as_str() == name).ok_or_else(|| {
            let known = Self::ALL.map(Self::as_str).join(", ");
            Wrong::new(flag, format!("there is no stack `{name}`; the stacks are {known}"))
        })
    }

    /// Whether it is in the replica's Region.
    #[must_use]
    pub const fn is_of_replica(self) -> bool {
        matches!(self, Self::Replica | Self::WatchReplica)
    }

    /// The text of its template.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Artifacts => include_str!("../../templates/artifacts.yaml"),
            Self::Replica => include_str!("../../templates/replica.yaml"),
            Self::Pipeline => include_str!("../../templates/pipeline.yaml"),
            Self::Views => include_str!("../../templates/views.yaml"),
            Self::Queries => include_str!("../../templates/queries.yaml"),
            Self::Edge => include_str!("../../templates/edge.yaml"),
            Self::Site => include_str!("../../templates/site.yaml"),
            Self::Watch => include_str!("../../templates/watch.yaml"),
            Self::WatchReplica => include_str!("../../templates/watch-replica.yaml"),
            Self::Quicksight => include_str!("../../templates/quicksight.yaml"),
        }
    }

    /// What its template takes and gives.
    ///
    /// # Panics
    ///
    /// Never: a test reads the same templates.
    #[must_use]
    pub fn template(self) -> &'static Template {
        static READ: [OnceLock<Template>; Stack::ALL.len()] = [const { OnceLock::new() }; Stack::ALL.len()];
        let read = || Template::read(self.text()).expect("what was built in is a template: a test reads it");
        READ[self as usize].get_or_init(read)
    }
}
