//! What lies in S3: files as Firehose writes them, kept for so many days, tiered, encrypted, copied.

use super::compare::counted;
use super::ingest::Records;
use super::limits::{
    ARCHIVE_AFTER_DAYS, FILE_AGE_S, FILE_BYTES_MAX, GB, INFREQUENT_AFTER_DAYS, KMS_REQUESTS_PER_FILE,
    MONTH_DAYS, MONTH_S, REPLICA_GLACIER_AFTER_DAYS, TIERED_BYTES_MIN,
};
use super::line::Shop;
use super::month::float;
use super::{Item, Kind, Line, Month};

/// The files of a month, and what becomes of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Files {
    /// Files written in a month.
    pub(super) count: f64,
    /// Their bytes together.
    pub(super) bytes: f64,
}

impl Files {
    /// At most: one for each size, and one for each age that has something in it.
    pub(super) fn of(month: &Month, records: Records) -> Self {
        let bytes = month.bytes() * float(month.stored_percent) / 100.0;
        let by_age = (MONTH_S / FILE_AGE_S).min(records.count(month));
        // Firehose's buffer is of what comes in, before it is Parquet.
        Self { count: month.bytes() / FILE_BYTES_MAX + by_age, bytes }
    }

    fn are_tiered(self) -> bool {
        self.bytes / self.count >= TIERED_BYTES_MIN
    }
}

/// Storage in gigabytes, by what its age makes of it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Kept {
    frequent: f64,
    infrequent: f64,
    archive: f64,
    glacier: f64,
}

impl Kept {
    fn of(month: &Month, files: Files, glacier_after_days: u64) -> Self {
        let gb_a_day = files.bytes / GB / MONTH_DAYS;
        let kept = float(month.days_kept);
        let tiered = kept.min(float(glacier_after_days));
        let between = |from: f64, to: f64| (tiered.min(to) - from).max(0.0) * gb_a_day;
        let glacier = (kept - tiered) * gb_a_day;
        if files.are_tiered() {
            Self {
                frequent: between(0.0, INFREQUENT_AFTER_DAYS),
                infrequent: between(INFREQUENT_AFTER_DAYS, ARCHIVE_AFTER_DAYS),
                archive: between(ARCHIVE_AFTER_DAYS, f64::INFINITY),
                glacier,
            }
        } else {
            Self { frequent: kept * gb_a_day, infrequent: 0.0, archive: 0.0, glacier: 0.0 }
        }
    }

    fn items(self) -> [(Item, f64); 4] {
        [
            (Item::S3Frequent, self.frequent),
            (Item::S3Infrequent, self.infrequent),
            (Item::S3ArchiveInstant, self.archive),
            (Item::S3Glacier, self.glacier),
        ]
    }

    fn told(self, days: u64) -> String {
        let Self { frequent, infrequent, archive, glacier } = self;
        let whole = frequent + infrequent + archive + glacier;
        format!(
            "{whole:.2} GB of {days} days: {frequent:.2} frequent, {infrequent:.2} infrequent, {archive:.2} archive, {glacier:.2} Glacier"
        )
    }
}

pub(super) fn lines(shop: Shop<'_>, month: &Month, records: Records) -> Vec<Line> {
    let files = Files::of(month, records);
    let kept = Kept::of(month, files, month.glacier_after_days);
    let mut lines = vec![
        shop.line(
            Kind::Writing,
            format!("{} files, at most", counted(files.count)),
            &[(Item::S3Put, files.count)],
        ),
        shop.line(Kind::Storing, kept.told(month.days_kept), &kept.items()),
        tiering(shop, month, files),
        keys(shop, month, files),
    ];
    lines.extend(month.replica.then(|| copying(shop, month, files)));
    lines
}

/// Going from tier to tier, and being watched for it.
fn tiering(shop: Shop<'_>, month: &Month, files: Files) -> Line {
    let size = files.bytes / files.count / 1024.0;
    if !files.are_tiered() {
        let how =
            format!("files of {size:.0} KiB on average are too small to be moved, and stay in S3 Standard");
        return shop.line(Kind::Tiering, how, &[]);
    }
    let watched = files.count * float(month.days_kept.min(month.glacier_after_days)) / MONTH_DAYS;
    let how = format!("{} files watched, of {size:.0} KiB on average", counted(watched));
    let watch = (Item::S3TieringWatch, watched);
    let moved = transitions(month, files, month.glacier_after_days);
    shop.line(Kind::Tiering, how, &[&[watch][..], &moved].concat())
}

/// What a lifecycle moves in a month: each file to Intelligent-Tiering once, and to Glacier where it is kept for so long.
fn transitions(month: &Month, files: Files, glacier_after_days: u64) -> [(Item, f64); 2] {
    let moved = if files.are_tiered() { files.count } else { 0.0 };
    let to_glacier = if month.days_kept > glacier_after_days { moved } else { 0.0 };
    [(Item::S3TieringTransition, moved), (Item::S3GlacierTransition, to_glacier)]
}

/// A key in each Region.
fn keys(shop: Shop<'_>, month: &Month, files: Files) -> Line {
    let regions = if month.replica { 2.0 } else { 1.0 };
    let requests = files.count * KMS_REQUESTS_PER_FILE * regions;
    let how = format!("keys: {regions:.0}, requests: {}", counted(requests));
    shop.line(Kind::Keys, how, &[(Item::KmsKey, regions), (Item::KmsRequest, requests)])
}

/// The way to the second Region, writing there, and lying there, at the first one's prices for both.
fn copying(shop: Shop<'_>, month: &Month, files: Files) -> Line {
    let kept = Kept::of(month, files, REPLICA_GLACIER_AFTER_DAYS);
    let gb = files.bytes / GB;
    let mut of = vec![(Item::TransferToRegion, gb), (Item::S3Put, files.count), (Item::S3Get, files.count)];
    of.extend(transitions(month, files, REPLICA_GLACIER_AFTER_DAYS));
    of.extend(kept.items());
    let how = format!(
        "{gb:.2} GB copied, {} files; storage at this Region's prices, {} days",
        counted(files.count),
        month.days_kept
    );
    shop.line(Kind::Copying, how, &of)
}
