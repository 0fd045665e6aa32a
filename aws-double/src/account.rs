//! What a double was asked, and what it took, counted as AWS bills it.

use serde::{Deserialize, Serialize};

/// Firehose bills each record as if rounded up to a multiple of 5 KB: <https://aws.amazon.com/firehose/pricing/>.
pub(crate) const FIREHOSE_UNIT_BYTES: usize = 5 * 1024;

/// Kinesis counts «payload units» of 25 KB of each record: <https://aws.amazon.com/kinesis/data-streams/pricing/>.
pub(crate) const KINESIS_UNIT_BYTES: usize = 25 * 1024;

/// All counts since the double opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Puts to Firehose.
    pub firehose: PutCounts,
    /// Puts to Kinesis.
    pub kinesis: PutCounts,
    /// `GetId`, however it ended.
    pub get_id: u64,
    /// `GetCredentialsForIdentity`, however it ended.
    pub get_credentials: u64,
    /// What browsers asked before they let a page call.
    pub preflights: u64,
    /// Describing calls, however they ended.
    pub describes: u64,
    /// Requests that AWS would have refused for what they are: form, signature, limits.
    pub refused: u64,
    /// Why the last of them was.
    pub last_refusal: Option<String>,
}

/// Puts to one service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutCounts {
    /// Calls that passed the checks, however they ended.
    pub calls: u64,
    /// Of them, those of which nothing was taken.
    pub calls_failed: u64,
    /// Of them, those that were taken without the sender being told.
    pub calls_unanswered: u64,
    /// Records taken.
    pub records: u64,
    /// Of them, those of calls that were taken without the sender being told: all that may be doubled.
    pub records_unanswered: u64,
    /// Records that failed in a call that was answered.
    pub records_failed: u64,
    /// Bytes of the records taken.
    pub data_bytes: u64,
    /// Billed units of them: 5 KiB at Firehose, 25 KiB at Kinesis.
    pub billed_units: u64,
}

/// A record that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The stream.
    pub stream: String,
    /// The partition key, at Kinesis.
    pub key: Option<String>,
    /// Its data.
    pub data: Vec<u8>,
    /// Whether the sender was told.
    pub answered: bool,
}

impl PutCounts {
    /// Counts a record that is taken.
    pub(crate) fn take(&mut self, bytes: usize, unit_bytes: usize, answered: bool) {
        self.records += 1;
        self.records_unanswered += u64::from(!answered);
        self.data_bytes += bytes as u64;
        self.billed_units += bytes.div_ceil(unit_bytes) as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_billed_one_by_one() {
        let mut counts = PutCounts::default();
        for bytes in [1, 5_120, 5_121] {
            counts.take(bytes, FIREHOSE_UNIT_BYTES, true);
        }
        counts.take(10, FIREHOSE_UNIT_BYTES, false);
        assert_eq!((counts.records, counts.records_unanswered, counts.billed_units), (4, 1, 5));
        assert_eq!(counts.data_bytes, 10_252);
    }
}
