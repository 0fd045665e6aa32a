//! Every limit of wire version 1, each with where its number comes from. Both sides check against these: the
//! page before it keeps a thing, the collector before it admits one.

/// Bytes of one batch's body. Browsers share 64 KiB between all keepalive requests and beacons in flight
/// (Fetch standard, "HTTP-network-or-cache fetch", inflight keepalive bytes), and a request over it fails.
pub const BATCH_BYTES_MAX: usize = 64 * 1024;

/// Events in one batch: Firehose's bound on the objects of one record where records are taken apart again
/// (500, Firehose developer guide, quotas), so that a batch always fits one record.
pub const BATCH_EVENTS_MAX: usize = 500;

/// Bytes of a site key: ours; a DNS label is 63 (RFC 1035), and site keys are used like one.
pub const SITE_BYTES_MAX: usize = 63;

/// Bytes of a section's or dish's id: ours; long enough for a slug of a dish's full name in Korean.
pub const TARGET_BYTES_MAX: usize = 128;

/// Bytes of a page's path: ours; below the 2,048 that old browsers allow a whole URL.
pub const PATH_BYTES_MAX: usize = 512;

/// Bytes of a menu version: ours; a date, a tag or a 64-character hash.
pub const MENU_BYTES_MAX: usize = 64;

/// Bytes of a table's name: ours; a number or a short word such as "terrace-12".
pub const TABLE_BYTES_MAX: usize = 32;

/// Bytes of a language tag: the length RFC 5646 (section 4.4.1) asks implementations to allow at least.
pub const LANG_BYTES_MAX: usize = 35;

/// Bytes of the SDK's version text: ours; a semantic version with a pre-release tag.
pub const SDK_BYTES_MAX: usize = 32;

/// Bytes of a custom event's name: ours.
pub const NAME_BYTES_MAX: usize = 64;

/// Bytes of a custom event's properties as JSON: ours; 2 KiB keeps thirty of them inside one batch.
pub const PROPERTIES_BYTES_MAX: usize = 2 * 1024;

/// Milliseconds a visit may last, and so any time in it: 366 days, as a tab may stay open that long.
pub const VISIT_MS_MAX: u64 = 366 * 24 * 60 * 60 * 1000;

/// Largest of all counts and numbers: the lake keeps them in Glue's `int`, signed 32-bit. One event a second for the
/// longest visit would not reach it.
pub const COUNT_MAX: u32 = i32::MAX.unsigned_abs();

/// Sessions of a hundred that are measured where a page does not sample: all.
pub const SAMPLE_PERCENT_MAX: u8 = 100;

/// CSS pixels of a viewport's side: ours; several times the widest screen sold.
pub const VIEWPORT_PX_MAX: u32 = 65_535;

/// Earliest wall-clock time that is believed, in milliseconds since 1970: 2020-01-01, before linger existed.
pub const WALL_MS_MIN: i64 = 1_577_836_800_000;

/// Latest wall-clock time that is believed: 2100-01-01.
pub const WALL_MS_MAX: i64 = 4_102_444_800_000;
