//! What Kinesis takes, and what of it is used. From `PutRecords` in its API reference and model (botocore 1.44.5):
//! <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html>

use crate::sink::PackLimits;

/// Bytes of a record's partition key: the text of a visit's id.
pub(super) const KEY_BYTES: usize = 22;

/// Bytes of a record's data. The model allows 10 MiB, a stream 1,024 KiB unless its operator has raised that
/// (`UpdateMaxRecordSize`); «the record size limit applies to the total size of the partition key and data blob».
pub const RECORD_BYTES_MAX: usize = 1024 * 1024 - KEY_BYTES;

/// Records of a call, by the model.
pub const CALL_RECORDS_MAX: usize = 500;

/// Bytes of a call's records together. The model allows 10 MiB «including partition keys» now, and allowed 5 MiB until
/// 2025; a shard takes 1 MB a second, so that a greater call would only be throttled more. The keys' share is left out.
pub const CALL_BYTES_MAX: usize = 5 * 1024 * 1024 - CALL_RECORDS_MAX * KEY_BYTES;

/// Events of a record: a Firehose that reads from the stream and de-aggregates takes no more.
pub const RECORD_EVENTS_MAX: u32 = 500;

/// On demand, each record is billed as if rounded up to a multiple of 1 KB, 1,024 bytes; provisioned streams count 25 KB,
/// which a visit's record seldom fills: <https://aws.amazon.com/kinesis/data-streams/pricing/>.
pub const BILLED_BYTES: usize = 1024;

/// Characters of a stream's name, by the model.
pub const STREAM_CHARS_MAX: usize = 128;

pub(super) const LIMITS: PackLimits = PackLimits {
    record_bytes_max: RECORD_BYTES_MAX,
    record_events_max: RECORD_EVENTS_MAX,
    call_records_max: CALL_RECORDS_MAX,
    call_bytes_max: CALL_BYTES_MAX,
    billed_bytes: BILLED_BYTES,
    by_visit: true,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_as_long_as_an_id() {
        assert_eq!(linger_wire::Id::from_bits(u128::MAX).encode().len(), KEY_BYTES);
    }
}
