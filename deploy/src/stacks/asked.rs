//! What `linger deploy` was asked for, as it was written.

use std::path::PathBuf;

/// The command line's words, unread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What the stacks' names begin with.
    pub name: String,
    /// How batches reach the stream.
    pub edge: String,
    /// Sites, each as a key, or as a key and origins: `bistro=https://menu.example`.
    pub sites: Vec<String>,
    /// Region of all stacks but the replica's.
    pub region: String,
    /// Region of the replica, where there is to be one.
    pub replica_region: Option<String>,
    /// Parameters: `stack.Parameter=value`.
    pub sets: Vec<String>,
    /// Processor of the functions.
    pub architecture: String,
    /// Folder of the functions' archives; that of `cargo xtask lambda` where it is not given.
    pub functions: Option<PathBuf>,
    /// Only these stacks; all that belong to the rest where none is given.
    pub only: Vec<String>,
    /// Whether the menu's site is served by CloudFront.
    pub menu_site: bool,
    /// Who owns QuickSight's dashboard, where there is to be one.
    pub quicksight_user_arn: Option<String>,
    /// Who is written to when something is wrong.
    pub email: Option<String>,
}

impl Default for Asked {
    fn default() -> Self {
        Self {
            name: "linger".to_owned(),
            edge: "lambda-url".to_owned(),
            sites: Vec::new(),
            region: "us-east-1".to_owned(),
            replica_region: None,
            sets: Vec::new(),
            architecture: "arm64".to_owned(),
            functions: None,
            only: Vec::new(),
            menu_site: false,
            quicksight_user_arn: None,
            email: None,
        }
    }
}
