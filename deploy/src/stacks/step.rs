//! A step of a plan: one command of the `aws` command line.

use std::path::{Path, PathBuf};

use super::{Place, Stack, Word};

/// What is done, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A stack is made, or brought up to date.
    Deploy {
        /// Which.
        stack: Stack,
        /// Where.
        place: Place,
        /// What it is told.
        parameters: Vec<(String, Word)>,
        /// The bucket that its template goes through, where that is too large to be sent.
        through: Option<Word>,
        /// What CloudFormation wants to be told that the template does.
        capability: Option<&'static str>,
    },
    /// A function's archive is uploaded.
    Upload {
        /// The stack that needs it.
        stack: Stack,
        /// What.
        file: PathBuf,
        /// Where to.
        bucket: Word,
        /// Under which name.
        key: String,
        /// The bucket's Region.
        region: String,
    },
    /// A bucket of what can be made again is emptied, with all versions: CloudFormation deletes no other.
    Empty {
        /// The stack it is of.
        stack: Stack,
        /// The bucket.
        bucket: Word,
        /// Its Region.
        region: String,
    },
    /// Files of a folder are uploaded, as what they are.
    Files {
        /// The stack whose bucket it is.
        stack: Stack,
        /// Where they lie.
        folder: PathBuf,
        /// Which, by their paths inside it.
        names: Vec<String>,
        /// Where to.
        bucket: Word,
        /// Below which key, with a closing `/`.
        prefix: String,
        /// What they are.
        content_type: &'static str,
        /// How long they are kept.
        cache_control: &'static str,
        /// The bucket's Region.
        region: String,
    },
    /// What is in a bucket and not among these goes; older versions of it stay as long as the bucket says.
    Sweep {
        /// The bucket.
        bucket: Word,
        /// Its Region.
        region: String,
        /// The keys that stay.
        keep: Vec<String>,
        /// All below it stays too.
        keep_below: &'static str,
    },
    /// CloudFront forgets what it keeps of these.
    Invalidate {
        /// The distribution.
        distribution: Word,
        /// The paths.
        paths: Vec<String>,
        /// The Region of the site's stack.
        region: String,
    },
    /// A stack is deleted.
    Delete {
        /// Which.
        stack: Stack,
        /// Where.
        place: Place,
    },
    /// It is waited for until it is gone.
    Await {
        /// Which.
        stack: Stack,
        /// Where.
        place: Place,
    },
}

impl Step {
    /// The stack it is for.
    #[must_use]
    pub const fn stack(&self) -> Stack {
        match self {
            Self::Deploy { stack, .. }
            | Self::Upload { stack, .. }
            | Self::Files { stack, .. }
            | Self::Empty { stack, .. }
            | Self::Delete { stack, .. }
            | Self::Await { stack, .. } => *stack,
            Self::Sweep { .. } | Self::Invalidate { .. } => Stack::Site,
        }
    }

    /// The arguments of `aws`; templates lie in this folder.
    #[must_use]
    pub fn arguments(&self, templates: &Path) -> Vec<Word> {
        match self {
            Self::Deploy { stack, place, parameters, through, capability } => {
                let file = templates.join(format!("{}.yaml", stack.as_str()));
                let mut words = texts(&[
                    "cloudformation",
                    "deploy",
                    "--stack-name",
                    &place.name,
                    "--region",
                    &place.region,
                ]);
                words.extend(texts(&[
                    "--template-file",
                    &file.display().to_string(),
                    "--no-fail-on-empty-changeset",
                ]));
                words.extend(capability.iter().flat_map(|name| texts(&["--capabilities", name])));
                if let Some(bucket) = through {
                    words.extend([Word::text("--s3-bucket"), bucket.clone()]);
                    words.extend(texts(&["--s3-prefix", "templates"]));
                }
                if !parameters.is_empty() {
                    words.push(Word::text("--parameter-overrides"));
                    let told = parameters.iter().map(|(name, word)| {
                        Word::join(vec![Word::text(format!("{name}=")), word.clone()], "")
                    });
                    words.extend(told);
                }
                words
            }
            Self::Upload { file, bucket, key, region, .. } => {
                let to = Word::join(vec![Word::text("s3://"), bucket.clone()], "").then(format!("/{key}"));
                let mut words = texts(&["s3", "cp", &file.display().to_string()]);
                words.push(to);
                words.extend(texts(&["--region", region, "--no-progress"]));
                words
            }
            Self::Empty { bucket, region, .. } => {
                let mut words = texts(&["s3api", "delete-objects", "--region", region, "--bucket"]);
                words.push(bucket.clone());
                words.extend(texts(&["--delete", "file://VERSIONS"]));
                words
            }
            Self::Files { folder, names, bucket, prefix, content_type, cache_control, region, .. } => {
                let to = Word::join(vec![Word::text("s3://"), bucket.clone()], "").then(format!("/{prefix}"));
                let mut words = texts(&["s3", "cp", &folder.display().to_string()]);
                words.push(to);
                words.extend(texts(&["--recursive", "--exclude", "*"]));
                words.extend(
                    names.iter().flat_map(|name| [Word::text("--include"), Word::text(literal(name))]),
                );
                words.extend(texts(&["--content-type", content_type, "--cache-control", cache_control]));
                words.extend(texts(&["--region", region, "--no-progress"]));
                words
            }
            Self::Sweep { bucket, region, .. } => {
                let mut words = texts(&["s3api", "delete-objects", "--region", region, "--bucket"]);
                words.push(bucket.clone());
                words.extend(texts(&["--delete", "file://WHAT-IS-NOT-IN-THE-FOLDER"]));
                words
            }
            Self::Invalidate { distribution, paths, region } => {
                let mut words =
                    texts(&["cloudfront", "create-invalidation", "--region", region, "--distribution-id"]);
                words.push(distribution.clone());
                words.push(Word::text("--paths"));
                words.extend(paths.iter().map(Word::text));
                words.extend(texts(&["--query", "Invalidation.Status", "--output", "text"]));
                words
            }
            Self::Delete { place, .. } => texts(&[
                "cloudformation",
                "delete-stack",
                "--stack-name",
                &place.name,
                "--region",
                &place.region,
            ]),
            Self::Await { place, .. } => texts(&[
                "cloudformation",
                "wait",
                "stack-delete-complete",
                "--stack-name",
                &place.name,
                "--region",
                &place.region,
            ]),
        }
    }
}

/// A name as a pattern that only it fits: `--include` takes patterns.
/// <https://docs.aws.amazon.com/cli/latest/reference/s3/#use-of-exclude-and-include-filters>
fn literal(name: &str) -> String {
    name.chars().fold(String::new(), |mut pattern, char| {
        match char {
            '*' | '?' | '[' => pattern.extend(['[', char, ']']),
            _ => pattern.push(char),
        }
        pattern
    })
}

fn texts(words: &[&str]) -> Vec<Word> {
    words.iter().map(|word| Word::text(*word)).collect()
}
