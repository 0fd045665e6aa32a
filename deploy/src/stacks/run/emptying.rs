//! Deleting what is in a bucket, as many keys at a time as S3 takes.

use std::fs;
use std::path::Path;

use super::Failed;
use crate::aws::{Aws, line};

/// Keys of one `DeleteObjects`: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html>.
const KEYS_MAX: usize = 1_000;

/// Rounds after which something else must be wrong: a hundred thousand archives.
const ROUNDS_MAX: usize = 100;

pub(super) fn empty(aws: &mut dyn Aws, bucket: &str, region: &str, folder: &Path) -> Result<(), Failed> {
    for _ in 0..ROUNDS_MAX {
        let Some(versions) = versions(aws, bucket, region)? else { return Ok(()) };
        delete(aws, bucket, region, folder, &versions)?;
    }
    Err(Failed::Unreadable {
        what: format!("list-object-versions of {bucket}"),
        why: "it never ends".to_owned(),
    })
}

/// Deletes the current version of every key but those that are wanted.
pub(super) fn sweep(
    aws: &mut dyn Aws,
    bucket: &str,
    region: &str,
    folder: &Path,
    is_wanted: impl Fn(&String) -> bool,
) -> Result<(), Failed> {
    let words = [
        "s3api",
        "list-objects-v2",
        "--bucket",
        bucket,
        "--region",
        region,
        "--query",
        "Contents[].Key",
        "--output",
        "json",
    ];
    let words = words.map(ToOwned::to_owned);
    let text = aws.ask(&words).map_err(Failed::NotRun)?.map_err(|said| failed(&words, &said))?;
    let keys: Option<Vec<String>> = serde_json::from_str(&text).map_err(|error| Failed::Unreadable {
        what: format!("list-objects-v2 of {bucket}"),
        why: error.to_string(),
    })?;
    let unwanted: Vec<String> = keys.unwrap_or_default().into_iter().filter(|key| !is_wanted(key)).collect();
    for some in unwanted.chunks(KEYS_MAX) {
        let objects: Vec<_> = some.iter().map(|key| serde_json::json!({ "Key": key })).collect();
        let objects = serde_json::json!({ "Objects": objects, "Quiet": true }).to_string();
        delete(aws, bucket, region, folder, &objects)?;
    }
    Ok(())
}

fn delete(aws: &mut dyn Aws, bucket: &str, region: &str, folder: &Path, objects: &str) -> Result<(), Failed> {
    let file = folder.join("objects.json");
    fs::write(&file, objects).map_err(Failed::NotWritten)?;
    let from = format!("file://{}", file.display());
    let words = ["s3api", "delete-objects", "--bucket", bucket, "--region", region, "--delete", &from];
    let words = words.map(ToOwned::to_owned);
    match aws.ask(&words).map_err(Failed::NotRun)? {
        Ok(_) => Ok(()),
        Err(said) => Err(failed(&words, &said)),
    }
}

/// The next versions, as `DeleteObjects` takes them; none where the bucket is empty.
fn versions(aws: &mut dyn Aws, bucket: &str, region: &str) -> Result<Option<String>, Failed> {
    let query = "{Objects: [Versions, DeleteMarkers][][].{Key: Key, VersionId: VersionId}, Quiet: `true`}";
    let words = [
        "s3api",
        "list-object-versions",
        "--bucket",
        bucket,
        "--region",
        region,
        "--max-items",
        &KEYS_MAX.to_string(),
        "--query",
        query,
        "--output",
        "json",
    ];
    let words = words.map(ToOwned::to_owned);
    let text = aws.ask(&words).map_err(Failed::NotRun)?.map_err(|said| failed(&words, &said))?;
    let read: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let some = read["Objects"].as_array().is_some_and(|objects| !objects.is_empty());
    Ok(some.then_some(text))
}

fn failed(words: &[String], said: &str) -> Failed {
    Failed::Command {
        line: line(words),
        events: vec![said.trim().to_owned()],
        advice:
            "the bucket has to be empty before its stack can go; mend that and run the same command again"
                .to_owned(),
    }
}
