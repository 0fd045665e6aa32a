//! The file a guest's identity is kept in. Whoever reads it can be that guest, so nobody else may (0600); it is replaced
//! whole or not at all. What is wrong with it costs one `GetId`, never a start: it is only logged.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::PoolId;

pub(super) struct IdentityFile {
    path: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Text {
    pool: String,
    identity: String,
}

impl IdentityFile {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// The identity in it, if it is one of this pool.
    pub(super) async fn read(&self, pool: &PoolId) -> Option<String> {
        match tokio::fs::read(&self.path).await {
            Ok(bytes) => of_pool(&bytes, pool),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                tracing::warn!(%error, path = %self.path.display(), "the kept Cognito identity cannot be read");
                None
            }
        }
    }

    /// Replaces what is in it.
    pub(super) async fn write(&self, pool: &PoolId, identity: &str) {
        let text = Text { pool: pool.to_string(), identity: identity.to_owned() };
        let path = self.path.clone();
        let written = tokio::task::spawn_blocking(move || replaced(&path, &text)).await;
        if let Err(error) = written.unwrap_or_else(|broken| Err(io::Error::other(broken))) {
            let path = self.path.display();
            tracing::warn!(%error, %path, "the Cognito identity cannot be kept: a restart makes another");
        }
    }
}

fn of_pool(bytes: &[u8], pool: &PoolId) -> Option<String> {
    let text: Text = serde_json::from_slice(bytes).ok()?;
    (text.pool == pool.as_str()).then_some(text.identity)
}

/// Written beside it, synced, and renamed over it: what is seen is whole.
fn replaced(path: &Path, text: &Text) -> io::Result<()> {
    let beside = beside(path);
    let mut file = private(&beside)?;
    serde_json::to_writer(&mut file, text)?;
    file.sync_all()?;
    std::fs::rename(&beside, path)
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    path.with_file_name(name)
}

/// An empty file that only its owner can read, whatever was there.
fn private(path: &Path) -> io::Result<std::fs::File> {
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};

    let file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    // The mode above is for a file that is made; one left behind keeps its own.
    file.set_permissions(std::fs::Permissions::from_mode(0o600))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn pool(last: char) -> PoolId {
        PoolId::try_new(&format!("eu-central-1:8f6c3a2e-0b1d-4c5e-9f70-123456789ab{last}")).unwrap()
    }

    #[tokio::test]
    async fn an_identity_is_kept_for_its_pool_and_for_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("identity.json");
        let file = IdentityFile::new(path.clone());
        assert_eq!(file.read(&pool('a')).await, None);
        file.write(&pool('a'), "eu-central-1:1").await;
        file.write(&pool('a'), "eu-central-1:2").await;
        assert_eq!(file.read(&pool('a')).await.as_deref(), Some("eu-central-1:2"));
        assert_eq!(file.read(&pool('b')).await, None);
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[tokio::test]
    async fn a_damaged_file_is_none_and_a_missing_folder_is_no_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("identity.json");
        std::fs::write(&path, b"{\"pool\":\"eu-").unwrap();
        assert_eq!(IdentityFile::new(path).read(&pool('a')).await, None);
        IdentityFile::new(folder.path().join("gone/identity.json")).write(&pool('a'), "eu-central-1:1").await;
    }
}
