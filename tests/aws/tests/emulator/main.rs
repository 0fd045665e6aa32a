//! From a page's batch to an object in S3, with keys of Cognito, signatures and rights that are checked.

mod aside;
mod batches;
mod denied;
mod on_lambda;
mod to_s3;
