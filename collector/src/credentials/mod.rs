//! The keys that calls to AWS are signed with: a guest's of a Cognito identity pool, or whatever the machine has (the
//! AWS default chain: environment, profile, container, instance, web identity).
//!
//! [`Kept`] keeps them whichever way they come: one load at a time, ahead of expiry, the old ones served while new
//! ones cannot be had. [`AwsShared`] is what the sinks and the dead letters in S3 share: keys, connections, time limits.

mod chain;
mod cognito;
mod error;
mod kept;
mod named;
mod s3;
mod settings;
mod shared;
mod told;

pub use cognito::{Cognito, IdentityService, PoolId, ServiceError};
pub use error::CredentialsError;
pub use kept::{Kept, Snapshot, Source};
pub use s3::S3Credentials;
pub use settings::CredentialsSettings;
pub use shared::{AwsShared, AwsTimeouts};

pub(crate) use named::{endpoint_problem, region_problem};
pub(crate) use shared::AwsSdk;
pub(crate) use told::told;
