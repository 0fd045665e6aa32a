//! How a call ends otherwise than well.

use std::time::Duration;

/// The calls that are doubled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Call {
    /// Firehose's `PutRecordBatch`.
    PutRecordBatch,
    /// Kinesis's `PutRecords`.
    PutRecords,
    /// Firehose's `DescribeDeliveryStream`.
    DescribeDeliveryStream,
    /// Kinesis's `DescribeStreamSummary`.
    DescribeStreamSummary,
    /// Cognito's `GetId`.
    GetId,
    /// Cognito's `GetCredentialsForIdentity`.
    GetCredentialsForIdentity,
}

/// How a call ends. Faults come after the checks: a call that AWS would refuse is refused, and uses none up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Well: a place in a script.
    Nothing,
    /// Well, but so much later.
    Late(Duration),
    /// Some records fail; the others are taken.
    Records(Which, RecordError),
    /// Nothing is taken: too much, in the service's own words.
    Throttle,
    /// Nothing is taken: a code of AWS, with its status.
    Error {
        /// Its status.
        status: u16,
        /// Its code.
        code: &'static str,
        /// Its message.
        message: &'static str,
    },
    /// Nothing is taken: a status with no code, as from something that stands before the service.
    Status(u16),
    /// Nothing is taken: every key given out so far has expired.
    ExpireKeys,
    /// Nothing is taken, and nothing is ever answered.
    Silence,
    /// Nothing is taken, and the connection is reset.
    Reset,
    /// All is taken, and nothing is ever answered.
    TakeThenSilence,
    /// All is taken, and the connection is reset before the answer.
    TakeThenReset,
    /// All is taken, and the answer breaks off in the middle.
    TakeThenTruncate,
    /// All is taken, and the answer speaks of one record less.
    TakeThenMiscount,
}

/// Which records of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// Every one.
    All,
    /// These, counted from 0.
    These(Vec<usize>),
    /// Each with so many chances in a thousand.
    Share(u16),
}

/// Why a record fails, of the codes that the services' documentation lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordError {
    /// Firehose: `ServiceUnavailableException`; Kinesis: `ProvisionedThroughputExceededException`.
    Throttled,
    /// `InternalFailure`.
    Internal,
}

impl Fault {
    /// `AccessDeniedException`.
    #[must_use]
    pub const fn denied() -> Self {
        Self::Error { status: 400, code: "AccessDeniedException", message: "User is not authorized" }
    }

    /// `InternalFailure` with status 500: it may have been taken, though here it was not.
    #[must_use]
    pub const fn internal() -> Self {
        Self::Error { status: 500, code: "InternalFailure", message: "Internal service failure" }
    }

    /// Whether the records are taken and the sender is not told.
    #[must_use]
    pub const fn is_unanswered_taking(&self) -> bool {
        matches!(
            self,
            Self::TakeThenSilence | Self::TakeThenReset | Self::TakeThenTruncate | Self::TakeThenMiscount
        )
    }
}

impl Call {
    pub(crate) fn of(operation: &str) -> Option<Self> {
        Some(match operation {
            "PutRecordBatch" => Self::PutRecordBatch,
            "PutRecords" => Self::PutRecords,
            "DescribeDeliveryStream" => Self::DescribeDeliveryStream,
            "DescribeStreamSummary" => Self::DescribeStreamSummary,
            "GetId" => Self::GetId,
            "GetCredentialsForIdentity" => Self::GetCredentialsForIdentity,
            _ => return None,
        })
    }

    pub(crate) const fn is_put(self) -> bool {
        matches!(self, Self::PutRecordBatch | Self::PutRecords)
    }
}

impl Which {
    pub(crate) fn has(&self, index: usize, rng: &mut fastrand::Rng) -> bool {
        match self {
            Self::All => true,
            Self::These(these) => these.contains(&index),
            Self::Share(chances) => rng.u16(0..1_000) < *chances,
        }
    }
}
