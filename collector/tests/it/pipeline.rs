//! From a POST to a file: 202 means on disk.

use axum::http::StatusCode;
use linger_collector::{Lake, LakeConfig};
use tempfile::TempDir;

use crate::support::{self, NOON_PARTITION, body, deps, numbers_in, post, send, visible};

#[tokio::test(start_paused = true)]
async fn an_accepted_batch_is_in_the_lake_when_the_answer_comes() {
    let folder = TempDir::new().expect("a folder");
    let config = LakeConfig { folder: folder.path().to_owned(), ..LakeConfig::default() };
    let lake = Lake::try_open(config).expect("writable");
    let batch = body("demo", 0..5).replacen("[\"a\",3,", "[\"a\",-3,", 1);
    let response = send(deps(lake.clone()), post(batch)).await;
    assert_eq!(response.status(), StatusCode::ACCEPTED);
    let files = visible(&folder.path().join(NOON_PARTITION));
    assert_eq!(numbers_in(&files), [0, 1, 2, 4]);
    let answer = support::json(response).await;
    assert_eq!((answer["accepted"].as_u64(), answer["rejected"][0]["index"].as_u64()), (Some(4), Some(3)));

    lake.close().await.expect("closed");
    let response = send(deps(lake), post(body("demo", 5..6))).await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
}
