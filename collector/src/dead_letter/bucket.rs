//! Dead letters in S3: a put is durable and whole when it is answered.

use std::sync::Arc;

use bytes::Bytes;
use object_store::aws::{AmazonS3Builder, AwsCredentialProvider};
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};

use super::{DeadLetterError, DeadLetters, Store};
use crate::sink::BoxFuture;

const SCHEME: &str = "s3://";

/// Which bucket, and how it is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BucketSettings {
    /// `s3://bucket` or `s3://bucket/prefix`.
    pub url: String,
    /// The bucket's Region.
    pub region: String,
    /// Another address than the Region's own: an emulator. Plain `http://` is allowed here only.
    pub endpoint: Option<String>,
    /// Whether the bucket is named in the path rather than the host, as emulators need it.
    pub path_style: bool,
}

/// Dead letters in a bucket.
///
/// # Errors
/// If the URL names no bucket, or the settings make no client.
pub fn open(
    settings: &BucketSettings,
    credentials: AwsCredentialProvider,
) -> Result<DeadLetters, DeadLetterError> {
    let bad_url = || DeadLetterError::Url { url: settings.url.clone() };
    let place = settings.url.strip_prefix(SCHEME).ok_or_else(bad_url)?;
    let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
    if bucket.is_empty() {
        return Err(bad_url());
    }
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(bucket)
        .with_region(&settings.region)
        .with_virtual_hosted_style_request(!settings.path_style)
        .with_credentials(credentials);
    if let Some(endpoint) = &settings.endpoint {
        builder = builder.with_endpoint(endpoint).with_allow_http(true);
    }
    let store = builder.build().map_err(|source| failed(&settings.url, source))?;
    Ok(DeadLetters::new(Arc::new(Bucket::new(Arc::new(store), prefix))))
}

#[derive(Debug)]
struct Bucket {
    store: Arc<dyn ObjectStore>,
    prefix: Path,
}

impl Bucket {
    fn new(store: Arc<dyn ObjectStore>, prefix: &str) -> Self {
        Self { store, prefix: Path::from(prefix) }
    }

    /// The object of a name, which has a folder or none.
    fn path(&self, name: &str) -> Path {
        name.split('/').fold(self.prefix.clone(), Path::join)
    }

    async fn list(&self) -> object_store::Result<Vec<String>> {
        let mut names = Vec::new();
        for folder in self.store.list_with_delimiter(Some(&self.prefix)).await?.common_prefixes {
            let files = self.store.list_with_delimiter(Some(&folder)).await?.objects;
            names.extend(files.iter().filter_map(|file| self.name(&file.location)));
        }
        Ok(names)
    }

    fn name(&self, location: &Path) -> Option<String> {
        let parts: Vec<String> =
            location.prefix_match(&self.prefix)?.map(|part| part.as_ref().to_owned()).collect();
        Some(parts.join("/"))
    }
}

impl Store for Bucket {
    fn put<'a>(&'a self, name: &'a str, data: Bytes) -> BoxFuture<'a, Result<(), DeadLetterError>> {
        Box::pin(async move {
            let put = self.store.put(&self.path(name), data.into()).await;
            put.map(|_| ()).map_err(|source| failed(name, source))
        })
    }

    fn list(&self) -> BoxFuture<'_, Result<Vec<String>, DeadLetterError>> {
        Box::pin(async { Self::list(self).await.map_err(|source| failed(self.prefix.as_ref(), source)) })
    }

    fn read<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Bytes, DeadLetterError>> {
        Box::pin(async move {
            let object = self.store.get(&self.path(name)).await.map_err(|source| failed(name, source))?;
            object.bytes().await.map_err(|source| failed(name, source))
        })
    }

    fn remove<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<(), DeadLetterError>> {
        Box::pin(async move {
            match self.store.delete(&self.path(name)).await {
                Err(object_store::Error::NotFound { .. }) => Ok(()),
                removed => removed.map_err(|source| failed(name, source)),
            }
        })
    }
}

fn failed(name: &str, source: object_store::Error) -> DeadLetterError {
    DeadLetterError::Bucket { name: name.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use object_store::memory::InMemory;

    use super::*;

    #[tokio::test]
    async fn files_lie_under_the_prefix_and_keep_their_names() {
        let store: Arc<dyn ObjectStore> = Arc::new(InMemory::new());
        let bucket = Bucket::new(Arc::clone(&store), "dead/letters");
        let name = "dt=2026-11-22/120000000-00000000000000ff.ndjson";
        Store::put(&bucket, name, Bytes::from_static(b"{}\n")).await.expect("memory takes all");
        Store::put(&bucket, "probe.tmp", Bytes::new()).await.expect("memory takes all");
        assert_eq!(Store::list(&bucket).await.expect("listed"), [name]);
        assert_eq!(Store::read(&bucket, name).await.expect("read"), "{}\n");
        let whole = Path::from(format!("dead/letters/{name}"));
        store.head(&whole).await.expect("the object's name is as documented");
        Store::remove(&bucket, name).await.expect("removed");
        Store::remove(&bucket, name).await.expect("what is gone is gone");
        assert_eq!(Store::list(&bucket).await.expect("listed"), Vec::<String>::new());
    }
}
