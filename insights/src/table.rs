//! The table `events` over exactly the files of a snapshot, or over some of their rows. The engine's own listing table
//! lists again while it plans, and passes over a file that has vanished meanwhile without a word; here that file fails
//! the query, which is then asked again of a fresh snapshot.

use std::path::Path;
use std::sync::Arc;

use arrow::datatypes::SchemaRef;
use async_trait::async_trait;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::Result;
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::object_store::ObjectStoreUrl;
use datafusion::datasource::physical_plan::parquet::{CachedParquetFileReaderFactory, ParquetRowSelection};
use datafusion::datasource::physical_plan::{FileGroup, FileScanConfigBuilder, ParquetSource};
use datafusion::datasource::source::DataSourceExec;
use datafusion::logical_expr::{Expr, TableType};
use datafusion::object_store;
use datafusion::physical_plan::ExecutionPlan;

use crate::schema;
use crate::split::Part;

/// A fixed set of Parquet files, at least one.
#[derive(Debug)]
pub(crate) struct EventFiles {
    files: Vec<PartitionedFile>,
    schema: SchemaRef,
}

impl EventFiles {
    /// Fails if a path is not absolute, or not UTF-8.
    pub(crate) fn try_new(parts: &[Part]) -> Result<Self> {
        let files = parts.iter().map(partitioned).collect::<Result<_>>()?;
        Ok(Self { files, schema: schema::schema() })
    }
}

fn partitioned(part: &Part) -> Result<PartitionedFile> {
    let mut file = unselected(&part.file.path, part.file.bytes)?;
    if let Some(modified) = part.file.modified {
        file.object_meta.last_modified = modified.into();
    }
    Ok(match &part.rows {
        Some(rows) => file.with_extension(ParquetRowSelection::new(rows.clone())),
        None => file,
    })
}

/// Built from a path and not from its text, which would be percent-encoded twice.
fn unselected(path: &Path, bytes: u64) -> object_store::Result<PartitionedFile> {
    let mut file = PartitionedFile::new(String::new(), bytes);
    file.object_meta.location = object_store::path::Path::from_absolute_path(path)?;
    Ok(file)
}

/// Reads each file's footer once: every question would parse them all, and a view that reads its events twice, twice.
fn footers(state: &dyn Session) -> Result<Arc<CachedParquetFileReaderFactory>> {
    let runtime = state.runtime_env();
    let store = runtime.object_store(ObjectStoreUrl::local_filesystem())?;
    let footers = runtime.cache_manager.get_file_metadata_cache();
    Ok(Arc::new(CachedParquetFileReaderFactory::new(store, footers)))
}

#[async_trait]
impl TableProvider for EventFiles {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        _filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let source =
            Arc::new(ParquetSource::new(self.schema()).with_parquet_file_reader_factory(footers(state)?));
        let groups = FileGroup::new(self.files.clone()).split_files(state.config().target_partitions());
        let scan = FileScanConfigBuilder::new(ObjectStoreUrl::local_filesystem(), source)
            .with_file_groups(groups)
            .with_projection_indices(projection.cloned())?
            .with_limit(limit)
            .build();
        Ok(DataSourceExec::from_data_source(scan))
    }
}
