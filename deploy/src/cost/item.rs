//! What AWS has a price for, as far as linger uses it.

use serde::{Deserialize, Serialize};

/// Something with a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the meaning; deploy/prices.toml has the units")]
pub enum Item {
    FirehoseIngest,
    FirehoseConversion,
    RestApiRequest,
    HttpApiRequest,
    LambdaRequest,
    LambdaGbSecond,
    TransferOut,
    TransferToRegion,
    S3Put,
    S3Get,
    S3Frequent,
    S3Infrequent,
    S3ArchiveInstant,
    S3Glacier,
    S3TieringTransition,
    S3GlacierTransition,
    S3TieringWatch,
    KmsKey,
    KmsRequest,
    AthenaScan,
    QuicksightAuthor,
    QuicksightReader,
    LogIngest,
    Alarm,
    Dashboard,
    CustomMetric,
    CloudfrontOut,
    CloudfrontRequest,
}

impl Item {
    /// All of them.
    pub const ALL: [Self; 28] = [
        Self::FirehoseIngest,
        Self::FirehoseConversion,
        Self::RestApiRequest,
        Self::HttpApiRequest,
        Self::LambdaRequest,
        Self::LambdaGbSecond,
        Self::TransferOut,
        Self::TransferToRegion,
        Self::S3Put,
        Self::S3Get,
        Self::S3Frequent,
        Self::S3Infrequent,
        Self::S3ArchiveInstant,
        Self::S3Glacier,
        Self::S3TieringTransition,
        Self::S3GlacierTransition,
        Self::S3TieringWatch,
        Self::KmsKey,
        Self::KmsRequest,
        Self::AthenaScan,
        Self::QuicksightAuthor,
        Self::QuicksightReader,
        Self::LogIngest,
        Self::Alarm,
        Self::Dashboard,
        Self::CustomMetric,
        Self::CloudfrontOut,
        Self::CloudfrontRequest,
    ];

    /// What it is called in a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FirehoseIngest => "Firehose, taking in",
            Self::FirehoseConversion => "Firehose, conversion to Parquet",
            Self::RestApiRequest => "API Gateway, REST API request",
            Self::HttpApiRequest => "API Gateway, HTTP API request",
            Self::LambdaRequest => "Lambda request",
            Self::LambdaGbSecond => "Lambda on arm64",
            Self::TransferOut => "transfer to the internet",
            Self::TransferToRegion => "transfer to another Region",
            Self::S3Put => "S3 PUT",
            Self::S3Get => "S3 GET",
            Self::S3Frequent => "S3 Intelligent-Tiering, frequent access",
            Self::S3Infrequent => "S3 Intelligent-Tiering, infrequent access (30 days)",
            Self::S3ArchiveInstant => "S3 Intelligent-Tiering, archive instant access (90 days)",
            Self::S3Glacier => "S3 Glacier Flexible Retrieval",
            Self::S3TieringTransition => "lifecycle transition to Intelligent-Tiering",
            Self::S3GlacierTransition => "lifecycle transition to Glacier",
            Self::S3TieringWatch => "Intelligent-Tiering's monitoring",
            Self::KmsKey => "KMS key",
            Self::KmsRequest => "KMS request",
            Self::AthenaScan => "Athena, scanned",
            Self::QuicksightAuthor => "QuickSight author",
            Self::QuicksightReader => "QuickSight reader",
            Self::LogIngest => "CloudWatch Logs, taking in",
            Self::Alarm => "CloudWatch alarm",
            Self::Dashboard => "CloudWatch dashboard",
            Self::CustomMetric => "CloudWatch metric of our own",
            Self::CloudfrontOut => "CloudFront, to guests",
            Self::CloudfrontRequest => "CloudFront request",
        }
    }
}
