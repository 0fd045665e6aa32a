//! What Firehose takes. From `PutRecordBatch` in its API reference and model (botocore 1.44.5): «These limits cannot be
//! changed.» <https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html>

use crate::sink::PackLimits;

/// Bytes of a record before base64: «as large as 1,000 KB», 1,024,000 in the model.
pub const RECORD_BYTES_MAX: usize = 1_024_000;

/// Records of a call, by the model.
pub const CALL_RECORDS_MAX: usize = 500;

/// Bytes of a call's records together: «a limit of 4 MB for the entire request», in the quotas 4 MiB.
pub const CALL_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Events of a record. «For multi record de-aggregation, you can not put more than 500 records even if the data blob
/// length is less than 1000 KiB»: a stream that is given de-aggregation later must not come to grief by it.
pub const RECORD_EVENTS_MAX: u32 = 500;

/// Each record is billed as if rounded up to a multiple of 5 KB, which is 5,120 bytes:
/// <https://aws.amazon.com/firehose/pricing/>.
pub const BILLED_BYTES: usize = 5 * 1024;

/// Characters of a stream's name, by the model.
pub const STREAM_CHARS_MAX: usize = 64;

pub(super) const LIMITS: PackLimits = PackLimits {
    record_bytes_max: RECORD_BYTES_MAX,
    record_events_max: RECORD_EVENTS_MAX,
    call_records_max: CALL_RECORDS_MAX,
    call_bytes_max: CALL_BYTES_MAX,
    billed_bytes: BILLED_BYTES,
    by_visit: false,
};
