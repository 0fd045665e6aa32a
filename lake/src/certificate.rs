//! What a compacted file says of itself, in its footer.

use std::fs::File;
use std::path::Path;

use parquet::file::metadata::{KeyValue, ParquetMetaData};
use parquet::file::reader::{FileReader, SerializedFileReader};
use serde::{Deserialize, Serialize};

/// Version of the certificate.
const VERSION: u8 = 1;

/// The rows of a file ascend strictly by `(visit_id, event_number)`: sorted, and each event is in it once.
///
/// It is a claim. A reader that leaves something undone because of it holds the rows against it first, which reads two
/// narrow columns once; a claim that does not hold is then worth nothing, and the file is read like any other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    version: u8,
    /// Rows of the file.
    pub rows: u64,
    /// Visits that have a row in it.
    pub visits: u64,
    /// The least visit's id.
    pub first_visit: String,
    /// The greatest visit's id.
    pub last_visit: String,
    /// When the first of its events was received, milliseconds since 1970.
    pub first_received_at_ms: i64,
    /// When the last of its events was received, milliseconds since 1970.
    pub last_received_at_ms: i64,
}

impl Certificate {
    /// The key in the footer's metadata.
    pub const KEY: &'static str = "linger.certificate";

    /// The certificate in a footer, if it has one that this version understands and that counts the file's rows.
    #[must_use]
    pub fn of(metadata: &ParquetMetaData) -> Option<Self> {
        let file = metadata.file_metadata();
        let text = file.key_value_metadata()?.iter().find_map(text)?;
        let certificate: Self = serde_json::from_str(text).ok()?;
        let rows = u64::try_from(file.num_rows()).ok()?;
        (certificate.version == VERSION && certificate.rows == rows).then_some(certificate)
    }

    /// The certificate of a file; none where the file cannot be read.
    pub(crate) fn of_file(path: &Path) -> Option<Self> {
        let reader = SerializedFileReader::new(File::open(path).ok()?).ok()?;
        Self::of(reader.metadata())
    }
}

fn text(entry: &KeyValue) -> Option<&str> {
    if entry.key == Certificate::KEY { entry.value.as_deref() } else { None }
}

/// A certificate in the making: told of each row's visit and receipt in the order of the rows.
#[derive(Debug, Default)]
pub(crate) struct Witness(Option<Certificate>);

impl Witness {
    pub(crate) fn row(&mut self, visit: &str, received_at_ms: i64) {
        let certificate = self.0.get_or_insert_with(|| first(visit, received_at_ms));
        certificate.rows += 1;
        if certificate.last_visit != visit {
            certificate.visits += 1;
            visit.clone_into(&mut certificate.last_visit);
        }
        certificate.first_received_at_ms = certificate.first_received_at_ms.min(received_at_ms);
        certificate.last_received_at_ms = certificate.last_received_at_ms.max(received_at_ms);
    }

    /// What it has seen; none where it has seen nothing.
    pub(crate) fn certificate(self) -> Option<Certificate> {
        self.0
    }
}

fn first(visit: &str, received_at_ms: i64) -> Certificate {
    Certificate {
        version: VERSION,
        rows: 0,
        visits: 1,
        first_visit: visit.to_owned(),
        last_visit: visit.to_owned(),
        first_received_at_ms: received_at_ms,
        last_received_at_ms: received_at_ms,
    }
}
