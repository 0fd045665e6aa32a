//! Which data stream.

use aws_sdk_kinesis::config::{Builder, Config, Region};

use super::limits::STREAM_CHARS_MAX;
use crate::credentials::{AwsSdk, endpoint_problem, region_problem};
use crate::sink::aws::name_problem;

/// A data stream and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KinesisSettings {
    /// The stream's name, not its ARN.
    pub stream: String,
    /// The Region it is in, such as `eu-central-1`.
    pub region: String,
    /// Another address than the Region's own: an emulator, or a VPC endpoint.
    pub endpoint: Option<String>,
}

impl KinesisSettings {
    /// All that is wrong with them, each with what to do; empty when nothing is.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let stream = name_problem("the data stream", &self.stream, STREAM_CHARS_MAX);
        let region = region_problem(&self.region);
        stream.into_iter().chain(region).chain(endpoint_problem(self.endpoint.as_deref())).collect()
    }

    pub(super) fn configuration(&self, shared: &AwsSdk) -> Config {
        let region = Region::new(self.region.clone());
        let mut builder = Builder::from(shared).region(region);
        builder.set_endpoint_url(self.endpoint.clone());
        builder.build()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(stream: &str, region: &str, endpoint: Option<&str>) -> KinesisSettings {
        let endpoint = endpoint.map(str::to_owned);
        KinesisSettings { stream: stream.into(), region: region.into(), endpoint }
    }

    #[test]
    fn all_problems_are_told_at_once() {
        assert!(settings("menu-events", "eu-central-1", None).problems().is_empty());
        assert!(settings("a.b_c-1", "us-gov-east-1", Some("http://127.0.0.1:4566")).problems().is_empty());
        let arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/menu";
        let problems = settings(arn, "Frankfurt", Some("kinesis.local")).problems();
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(problems[0].contains("not its ARN"), "{problems:?}");
        assert_eq!(settings("", "", None).problems().len(), 2);
        assert_eq!(settings(&"x".repeat(129), "eu-west-1", None).problems().len(), 1);
    }
}
