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
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder};

use crate::columns::SCHEMA;
use crate::folder;

const CREATED_BY: &str = concat!("linger ", env!("CARGO_PKG_VERSION"));

/// A file that is being written, and that no reader sees before [`Draft::publish`]. Dropped before, it is gone.
pub(crate) struct Draft {
    writer: ArrowWriter<File>,
    temporary: Temporary,
    partition: PathBuf,
    path: PathBuf,
}

impl Draft {
    /// A file as it is written at once: quick to write.
    pub(crate) fn try_new(partition: &Path, name: &str) -> Result<Self> {
        let quick = WriterProperties::builder().set_compression(Compression::SNAPPY);
        Self::try_new_with(partition, name, quick)
    }

    pub(crate) fn try_new_with(
        partition: &Path,
        name: &str,
        properties: WriterPropertiesBuilder,
    ) -> Result<Self> {
        let temporary = Temporary(folder::temporary(partition, name));
        let file = File::create_new(&temporary.0)?;
        let properties = properties.set_created_by(CREATED_BY.to_owned()).build();
        let writer = ArrowWriter::try_new(file, Arc::clone(&SCHEMA), Some(properties))?;
        Ok(Self { writer, temporary, partition: partition.to_owned(), path: partition.join(name) })
    }

    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        self.writer.write(batch)
    }

    /// Says something of the file in its footer.
    pub(crate) fn say(&mut self, key: &str, value: String) {
        self.writer.append_key_value_metadata(KeyValue::new(key.to_owned(), value));
    }

    /// Makes the file durable, then visible, then makes its name durable.
    pub(crate) fn publish(self) -> Result<()> {
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
pub(crate) fn read(path: &Path) -> Result<Vec<RecordBatch>> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?)?;
    if builder.schema().fields() != SCHEMA.fields() {
        return Err(ParquetError::General("the file has other columns than those written today".to_owned()));
    }
    builder.build()?.map(|batch| batch.map_err(ParquetError::from)).collect()
}
