//! The id of an identity pool.

use std::fmt;

use crate::credentials::named::region_problem;

/// The lengths of a UUID's five parts in hexadecimal digits (RFC 9562).
const UUID_PARTS: [usize; 5] = [8, 4, 4, 4, 12];

/// The id of an identity pool: its Region, a colon, a UUID. It is no secret: every page that signs for itself has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolId {
    text: String,
    region_bytes: usize,
}

impl PoolId {
    /// The id of a text.
    ///
    /// # Errors
    /// What is wrong with it, and what it should be.
    pub fn try_new(text: &str) -> Result<Self, String> {
        let parts = text.split_once(':');
        let parts = parts.filter(|(region, uuid)| region_problem(region).is_none() && is_uuid(uuid));
        let (region, _) = parts.ok_or_else(|| {
            format!(
                "`{text}` is not an identity pool's id: that is its Region, a colon and a UUID, such as \
                 `eu-central-1:8f6c3a2e-0b1d-4c5e-9f70-123456789abc` (a user pool's, `eu-central-1_AbCdEf`, does not do)"
            )
        })?;
        Ok(Self { text: text.to_owned(), region_bytes: region.len() })
    }

    /// The Region it is in.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.text[..self.region_bytes]
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for PoolId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// Lower case only, as in the model: `[\w-]+:[0-9a-f-]+`.
fn is_uuid(text: &str) -> bool {
    let is_hexadecimal = |part: &str| part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let parts: Vec<&str> = text.split('-').collect();
    parts.iter().map(|part| part.len()).eq(UUID_PARTS) && parts.into_iter().all(is_hexadecimal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_region_and_a_uuid() {
        let pool = PoolId::try_new("ap-northeast-2:8f6c3a2e-0b1d-4c5e-9f70-123456789abc").unwrap();
        assert_eq!(pool.region(), "ap-northeast-2");
        for text in [
            "",
            "eu-central-1_AbCdEf123",
            "8f6c3a2e-0b1d-4c5e-9f70-123456789abc",
            "eu-central-1:8f6c3a2e0b1d4c5e9f70123456789abc",
            "eu-central-1:8F6C3A2E-0b1d-4c5e-9f70-123456789abc",
            "eu-central-1:8f6c3a2e-0b1d-4c5e-9f70-123456789abz",
            "here:8f6c3a2e-0b1d-4c5e-9f70-123456789abc",
        ] {
            assert!(PoolId::try_new(text).is_err(), "{text}");
        }
    }
}
