//! The roundings and sizes that AWS bills by, and what is assumed where nobody but the bill can know. Each with its source.

#![allow(clippy::cast_precision_loss, reason = "all of them are far below 2^53")]

/// A record is billed in steps of 5 KiB, by record and not by call: <https://aws.amazon.com/firehose/pricing/>.
pub const RECORD_UNIT_BYTES: u64 = 5 * KIB;

/// A record holds no more before base64: <https://docs.aws.amazon.com/firehose/latest/dev/limits.html>.
pub(super) const RECORD_BYTES_MAX: u64 = 1_000 * KIB;

/// Athena bills at least 10 MB a query: <https://aws.amazon.com/athena/pricing/>.
pub const ATHENA_BYTES_MIN: u64 = 10 * MIB;

/// Bytes of a kibibyte.
pub(super) const KIB: u64 = 1 << 10;
/// Bytes of a mebibyte.
pub(super) const MIB: u64 = 1 << 20;
/// AWS's GB: its own example divides by 1,048,576 KB (<https://aws.amazon.com/firehose/pricing/>).
pub(super) const GB: f64 = (1u64 << 30) as f64;
/// AWS's TB, alike.
pub(super) const TB: f64 = (1u64 << 40) as f64;

/// API Gateway meters requests of an HTTP API in steps of 512 KB:
/// <https://docs.aws.amazon.com/whitepapers/latest/best-practices-api-gateway-private-apis-integration/cost-optimization.html>.
pub(super) const HTTP_API_STEP_BYTES: u64 = 512 * KIB;

/// Objects below 128 KB are never tiered nor watched, and a lifecycle moves them nowhere, not to Glacier either:
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html>.
pub(super) const TIERED_BYTES_MIN: f64 = (128 * KIB) as f64;
/// Days without a read after which an object is in the infrequent tier; the same page.
pub(super) const INFREQUENT_AFTER_DAYS: f64 = 30.0;
/// Days without a read after which it is in the archive tier that answers at once; the same page.
pub(super) const ARCHIVE_AFTER_DAYS: f64 = 90.0;

/// A month as AWS's examples have it.
pub(super) const MONTH_DAYS: f64 = 30.0;
/// Seconds of a month.
pub(super) const MONTH_S: f64 = MONTH_DAYS * 86_400.0;

/// The bytes at which Firehose writes a file: `BufferMiB` of pipeline.yaml.
pub(super) const FILE_BYTES_MAX: f64 = (64 * MIB) as f64;
/// The age at which it does: `BufferSeconds` of pipeline.yaml.
pub(super) const FILE_AGE_S: f64 = 300.0;

/// What the transformation is called with at most, 1 MB unless set:
/// <https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html>.
pub(super) const TRANSFORM_BYTES: f64 = MIB as f64;
/// The age at which it is called with less, 60 s unless set; the same page.
pub(super) const TRANSFORM_AGE_S: f64 = 60.0;
/// Assumed: what one call of the transformation takes, a megabyte read and written again.
pub(super) const TRANSFORM_S: f64 = 0.1;

/// The least memory of a function, which is enough for both: <https://aws.amazon.com/lambda/pricing/>.
pub(super) const FUNCTION_GB: f64 = 0.125;
/// Assumed: what a request takes with Firehose's answer in it; docs/benchmarks.md has what it takes without.
pub(super) const FUNCTION_S: f64 = 0.02;

/// A record of the server, which packs lines of many guests; `linger-collector` packs to just under a multiple of 5 KiB.
pub(super) const PACKED_BYTES: f64 = (50 * KIB) as f64;

/// Assumed: headers and body of an answer to a page.
pub(super) const ANSWER_BYTES: f64 = 500.0;
/// Assumed: what Lambda itself logs of a call (START, END and REPORT), where it is not told to keep quiet.
pub(super) const LOG_BYTES: f64 = 400.0;
/// Assumed: a line of an API's access log, as edge.yaml writes it.
pub(super) const ACCESS_LINE_BYTES: f64 = 200.0;
/// Days after which the copy moves to Glacier: `GlacierAfterDays` of replica.yaml.
pub(super) const REPLICA_GLACIER_AFTER_DAYS: u64 = 90;
/// Assumed: calls to KMS for a file written or copied; a bucket key saves all but a few of them
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html>).
pub(super) const KMS_REQUESTS_PER_FILE: f64 = 2.0;
/// Metrics that the transformation writes by its log: `Account::metrics` of the collector, without those of failures.
pub(super) const METRICS: f64 = 4.0;
/// Alarms of watch.yaml, at most.
pub(super) const ALARMS: f64 = 10.0;
/// Assumed: files of the menu that a guest fetches who comes for the first time.
pub(super) const SITE_REQUESTS: f64 = 12.0;
