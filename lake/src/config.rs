//! The lake's limits.

use std::path::PathBuf;

/// Where the lake lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LakeConfig {
    /// The folder of the partitions; created where missing. Default: `data/lake`.
    pub folder: PathBuf,
    /// Small files a partition may hold before they are merged into one. Default: 60, half of a busy
    /// minute's at a flush age of half a second.
    pub tails_max: usize,
}

impl Default for LakeConfig {
    fn default() -> Self {
        Self { folder: PathBuf::from("data/lake"), tails_max: 60 }
    }
}

impl LakeConfig {
    /// All that makes no sense.
    pub(crate) fn check(&self) -> Result<(), Vec<String>> {
        if self.tails_max == 0 {
            return Err(vec!["tails_max is 0; it must be at least 1".to_owned()]);
        }
        Ok(())
    }
}
