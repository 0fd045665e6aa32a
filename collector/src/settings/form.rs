//! The forms a text may have to have.

use std::net::SocketAddr;

/// Longest name of a Firehose stream, and of a Kinesis stream (their API references, `DeliveryStreamName` and
/// `StreamName`).
const FIREHOSE_BYTES_MAX: usize = 64;
const KINESIS_BYTES_MAX: usize = 128;

/// Length of a reader's key: ours. 20 characters of hexadecimal are 80 bits, which nobody tries through HTTP.
const READER_KEY_BYTES_MIN: usize = 20;
const READER_KEY_BYTES_MAX: usize = 128;

/// A form of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// An IP address and a port.
    Address,
    /// The name of a Firehose stream.
    FirehoseStream,
    /// The name of a Kinesis stream.
    KinesisStream,
    /// The code of an AWS Region.
    Region,
    /// An http or https URL without a path.
    Endpoint,
    /// The id of a Cognito identity pool.
    IdentityPool,
    /// A folder, or a prefix in S3.
    FolderOrBucket,
    /// An IP address, or a network of them as address/bits.
    Network,
    /// A key that opens the answers; a secret.
    ReaderKey,
}

impl Form {
    /// Whether a text has it.
    #[must_use]
    pub fn fits(self, text: &str) -> bool {
        match self {
            Self::Address => text.parse::<SocketAddr>().is_ok(),
            Self::FirehoseStream => is_name(text, FIREHOSE_BYTES_MAX),
            Self::KinesisStream => is_name(text, KINESIS_BYTES_MAX),
            Self::Region => is_region(text),
            Self::Endpoint => is_endpoint(text),
            Self::IdentityPool => is_identity_pool(text),
            Self::FolderOrBucket => is_folder_or_bucket(text),
            Self::Network => text.parse::<crate::edge::Network>().is_ok(),
            Self::ReaderKey => is_reader_key(text),
        }
    }

    /// What it is, with an example.
    #[must_use]
    pub fn allowed(self) -> &'static str {
        match self {
            Self::Address => "an IP address and a port, such as 127.0.0.1:8080",
            Self::FirehoseStream => {
                "the name of a Firehose stream, not its ARN: 1 to 64 letters, digits, dots, hyphens and underscores"
            }
            Self::KinesisStream => {
                "the name of a Kinesis stream, not its ARN: 1 to 128 letters, digits, dots, hyphens and underscores"
            }
            Self::Region => "the code of an AWS Region, such as eu-central-1",
            Self::Endpoint => "an http or https URL without a path, such as http://127.0.0.1:4566",
            Self::IdentityPool => {
                "the id of a Cognito identity pool, such as us-east-1:12345678-1234-1234-1234-123456789012"
            }
            Self::FolderOrBucket => "a folder, or s3://bucket/prefix",
            Self::Network => "an IP address or a network, such as 10.0.0.0/8",
            Self::ReaderKey => "20 to 128 letters, digits, dots, hyphens, underscores and tildes",
        }
    }
}

fn is_name(text: &str, bytes_max: usize) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    (1..=bytes_max).contains(&text.len()) && text.bytes().all(allowed)
}

/// What an `Authorization` header takes as a token (RFC 6750), less its signs that addresses and shells take otherwise.
fn is_reader_key(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'~');
    (READER_KEY_BYTES_MIN..=READER_KEY_BYTES_MAX).contains(&text.len()) && text.bytes().all(allowed)
}

/// New Regions come every year, so only the shape is looked at.
fn is_region(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let word = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
    match parts.split_last() {
        Some((number, words)) if words.len() >= 2 => {
            words.iter().all(word) && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        }
        _ => false,
    }
}

fn is_endpoint(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.map(|host| host.strip_suffix('/').unwrap_or(host)).is_some_and(|host| {
        !host.is_empty() && !host.contains(|char: char| char == '/' || char == '@' || char.is_whitespace())
    })
}

fn is_identity_pool(text: &str) -> bool {
    let groups = [8, 4, 4, 4, 12];
    text.split_once(':').is_some_and(|(region, id)| {
        let parts: Vec<&str> = id.split('-').collect();
        // Lower case only, as in Cognito's model.
        let hex = |part: &str| part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_region(region)
            && parts.len() == groups.len()
            && parts.iter().zip(groups).all(|(part, length)| part.len() == length && hex(part))
    })
}

fn is_folder_or_bucket(text: &str) -> bool {
    match text.split_once("://") {
        Some(("s3", rest)) => is_bucket(rest.split('/').next().unwrap_or_default()),
        Some(_) => false,
        None => !text.is_empty(),
    }
}

/// S3's rules for names, as far as a slip of the hand meets them.
fn is_bucket(name: &str) -> bool {
    let allowed =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
    (3..=63).contains(&name.len()) && name.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_takes_its_own_and_refuses_what_looks_like_it() {
        let long = "s".repeat(65);
        let cases: [(Form, &[&str], &[&str]); 9] = [
            (Form::Address, &["127.0.0.1:0", "[::1]:8080"], &["localhost:8080", "127.0.0.1", ":80"]),
            (
                Form::FirehoseStream,
                &["linger-events", "a"],
                &["", "arn:aws:firehose:eu-west-1:1:deliverystream/a", &long],
            ),
            (Form::KinesisStream, &[&long], &["", "a b"]),
            (
                Form::Region,
                &["eu-central-1", "us-gov-west-1"],
                &["eu-central", "Frankfurt", "eu-central-1a", ""],
            ),
            (
                Form::Endpoint,
                &["http://127.0.0.1:4566", "https://firehose.eu-west-1.amazonaws.com/"],
                &["127.0.0.1:4566", "http://", "http://a/b", "ftp://a", "http://a@b"],
            ),
            (
                Form::IdentityPool,
                &["us-east-1:12345678-90ab-cdef-1234-123456789012"],
                &["12345678-90ab-cdef-1234-123456789012", "us-east-1:12345678", "us-east-1:linger"],
            ),
            (
                Form::FolderOrBucket,
                &["data/dead-letters", "s3://linger-dead/letters", "s3://linger-dead"],
                &["", "s3://", "s3://Linger", "https://bucket.s3.amazonaws.com"],
            ),
            (
                Form::Network,
                &["10.0.0.0/8", "::1", "fd00::/8", "10.0.0.1/32", "0.0.0.0/0"],
                &["10.0.0.0/33", "10.0.0.1/8", "fd00::1/8", "proxy", "10.0.0.0/"],
            ),
            (
                Form::ReaderKey,
                &["01234567890123456789", &long],
                &["", "0123456789012345678", "a key of twenty chars", "0123456789012345678="],
            ),
        ];
        for (form, good, bad) in cases {
            for (fits, text) in
                good.iter().map(|text| (true, text)).chain(bad.iter().map(|text| (false, text)))
            {
                assert_eq!(form.fits(text), fits, "{form:?} {text}");
            }
        }
    }
}
