//! The static files: the menu and the dashboard, and the SDK they load.

use std::path::Path;

use axum::http::{HeaderValue, header};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeader;

/// Files of one folder.
pub(super) type Files = SetResponseHeader<ServeDir, HeaderValue>;

/// Serves the folder's files by their endings' content types. Whoever runs this edits and rebuilds them, so
/// browsers are told to ask each time whether they have changed.
pub(super) fn files(folder: &Path) -> Files {
    let no_cache = HeaderValue::from_static("no-cache");
    SetResponseHeader::overriding(ServeDir::new(folder), header::CACHE_CONTROL, no_cache)
}

/// What keeps the pages' folder from being served.
pub(super) fn www_problem(folder: &Path) -> Option<String> {
    let index = folder.join("index.html");
    (!index.is_file()).then(|| {
        let index = index.display();
        format!("the page {index} is missing; build the pages with `cargo xtask demo`, or name their folder with --www")
    })
}

/// What keeps the SDK's folder from being served.
pub(super) fn sdk_problem(folder: &Path) -> Option<String> {
    (!folder.is_dir()).then(|| {
        let folder = folder.display();
        format!(
            "the SDK's folder {folder} is missing; build it with `cargo xtask demo`, or name it with --sdk"
        )
    })
}
