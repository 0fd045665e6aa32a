//! A lake in S3, or in whatever speaks like it.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures::{StreamExt, TryStreamExt, stream};
use linger_wire::row::PARTITION;
use object_store::aws::AmazonS3Builder;
use object_store::path::Path as Key;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt};
use tokio::runtime::Handle;

use super::copies::Copies;
use super::{Form, S3};
use crate::listing::{Days, LakeFile, Listing};

/// How old a listing may be: ours; Firehose writes once a minute at most, and each listing is billed.
const LISTING_AGE_MAX: Duration = Duration::from_secs(10);

/// Objects that are fetched at once: ours; a single connection to S3 is slow, and files are small.
const FETCHES_MAX: usize = 8;

/// A prefix in a bucket.
#[derive(Debug)]
pub(super) struct Bucket {
    store: Arc<dyn ObjectStore>,
    prefix: Key,
    latest: Mutex<Option<(Instant, Days, Arc<Listing>)>>,
}

impl Bucket {
    /// `s3://bucket` or `s3://bucket/prefix`. Credentials, Region and endpoint come from the environment
    /// (`AWS_ACCESS_KEY_ID`, `AWS_REGION`, `AWS_ENDPOINT_URL`, …) or from the machine's role.
    pub(super) fn try_new(address: &str) -> io::Result<Self> {
        let place = address.strip_prefix(S3).unwrap_or(address);
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        if bucket.is_empty() {
            let told = format!("{address} names no bucket; write s3://bucket/prefix");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, told));
        }
        let is_plain = |name: &&str| env::var(name).is_ok_and(|url| url.starts_with("http://"));
        let allows_http = ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT"].iter().any(is_plain);
        let builder = AmazonS3Builder::from_env().with_bucket_name(bucket);
        let builder = if allows_http { builder.with_allow_http(true) } else { builder };
        let store = builder.build().map_err(io::Error::other)?;
        Ok(Self { store: Arc::new(store), prefix: Key::from(prefix), latest: Mutex::default() })
    }

    pub(super) fn list(&self, days: &Days) -> io::Result<Listing> {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, known, listing)) = &*latest
            && known == days
            && at.elapsed() < LISTING_AGE_MAX
        {
            return Ok(listing.as_ref().clone());
        }
        let listing = Handle::current().block_on(self.listed(days)).map_err(io::Error::other)?;
        *latest = Some((Instant::now(), days.clone(), Arc::new(listing.clone())));
        Ok(listing)
    }

    async fn listed(&self, days: &Days) -> object_store::Result<Listing> {
        let mut listing = Listing::default();
        for partition in self.store.list_with_delimiter(Some(&self.prefix)).await?.common_prefixes {
            if partition.filename().and_then(day).is_some_and(|day| days.include(day)) {
                let objects: Vec<ObjectMeta> = self.store.list(Some(&partition)).try_collect().await?;
                listing.files.extend(objects.iter().filter_map(|object| self.file(object)));
            }
        }
        listing.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(listing)
    }

    fn file(&self, object: &ObjectMeta) -> Option<LakeFile> {
        let parts: Vec<String> =
            object.location.prefix_match(&self.prefix)?.map(|part| part.as_ref().to_owned()).collect();
        let path = PathBuf::from(parts.join("/"));
        let modified = Some(object.last_modified.into());
        (Form::of(&path) != Form::Other).then_some(LakeFile { path, bytes: object.size, modified })
    }

    /// Fetches what is not here yet.
    pub(super) fn fetch(&self, files: &[&LakeFile], copies: &Copies) {
        let fetches = stream::iter(files.iter().map(|file| self.fetch_one(file, copies)));
        let ended = Handle::current().block_on(fetches.buffer_unordered(FETCHES_MAX).collect::<Vec<_>>());
        for error in ended.iter().filter_map(|ended| ended.as_ref().err()) {
            tracing::debug!(%error, "an object was not fetched");
        }
    }

    /// Where the file's copy lies.
    pub(super) fn fetched(&self, file: &LakeFile, copies: &Copies) -> io::Result<PathBuf> {
        Handle::current().block_on(self.fetch_one(file, copies))
    }

    async fn fetch_one(&self, file: &LakeFile, copies: &Copies) -> io::Result<PathBuf> {
        let copy = copies.named(&name(file));
        if copy.exists() {
            return Ok(copy);
        }
        let parts = file.path.iter().filter_map(|part| part.to_str());
        let key = parts.fold(self.prefix.clone(), Key::join);
        let got = self.store.get(&key).await.map_err(io::Error::other)?;
        let partial = copy.with_extension("partial");
        write(&partial, got).await?;
        fs::rename(&partial, &copy)?;
        Ok(copy)
    }
}

async fn write(path: &Path, got: object_store::GetResult) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    let mut chunks = got.into_stream();
    while let Some(chunk) = chunks.try_next().await.map_err(io::Error::other)? {
        io::Write::write_all(&mut file, &chunk)?;
    }
    Ok(())
}

fn day(name: &str) -> Option<&str> {
    name.strip_prefix(PARTITION)?.strip_prefix('=')
}

/// One name for each object and each time it was written.
fn name(file: &LakeFile) -> String {
    let mut hasher = DefaultHasher::new();
    file.hash(&mut hasher);
    let end = file.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    format!("{:016x}-{end}", hasher.finish())
}
