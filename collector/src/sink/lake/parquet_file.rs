//! One Parquet file: written so that it is there whole or not at all, and read back.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::record_batch::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Compression;
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;

use super::columns::SCHEMA;
use super::folder;

/// A file that is being written, and that no reader sees before [`Draft::publish`]. Dropped before, it is gone.
pub(super) struct Draft {
    writer: ArrowWriter<File>,
    temporary: Temporary,
    partition: PathBuf,
    path: PathBuf,
}

impl Draft {
    pub(super) fn try_new(partition: &Path, name: &str) -> Result<Self> {
        let temporary = Temporary(folder::temporary(partition, name));
        let file = File::create_new(&temporary.0)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("linger-collector ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let writer = ArrowWriter::try_new(file, Arc::clone(&SCHEMA), Some(properties))?;
        Ok(Self { writer, temporary, partition: partition.to_owned(), path: partition.join(name) })
    }

    pub(super) fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        self.writer.write(batch)
    }

    /// Makes the file durable, then visible, then makes its name durable.
    pub(super) fn publish(self) -> Result<()> {
        let file = self.writer.into_inner()?;
        file.sync_all()?;
        if self.path.exists() {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists).into());
        }
        fs::rename(&self.temporary.0, &self.path)?;
        folder::sync_folder(&self.partition)?;
        Ok(())
    }
}

/// Removes the file when dropped; once it is renamed there is none.
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        match fs::remove_file(&self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(file = %self.0.display(), %error, "a temporary file stays until the next start");
            }
            _ => {}
        }
    }
}

/// All rows of a file.
///
/// # Errors
/// The file cannot be read to its end, or was written with other columns.
pub(super) fn read(path: &Path) -> Result<Vec<RecordBatch>> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?)?;
    if builder.schema().fields() != SCHEMA.fields() {
        return Err(ParquetError::General("the file has other columns than those written today".to_owned()));
    }
    builder.build()?.map(|batch| batch.map_err(ParquetError::from)).collect()
}
