//! Taking it away again, in the opposite order, and what stays.

use std::collections::BTreeMap;

use super::{Place, Settings, Stack, Step, Word};

/// What is there: the stacks, and the outputs of each.
pub type Survey = BTreeMap<Stack, BTreeMap<String, String>>;

/// Something that outlives its stack, as data would be lost with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What it is, and where.
    pub what: String,
    /// The commands that take it away too.
    pub commands: Vec<String>,
}

/// The steps that delete these stacks, the last made first.
#[must_use]
pub fn removal(settings: &Settings, stacks: &[Stack]) -> Vec<Step> {
    let there = Stack::ALL.into_iter().rev().filter(|stack| stacks.contains(stack));
    there.flat_map(|stack| deletion(settings, stack)).collect()
}

fn deletion(settings: &Settings, stack: Stack) -> Vec<Step> {
    let place: Place = settings.place(stack);
    let region = place.region.clone();
    let bucket = Word::output(place.clone(), "BucketName");
    let empty = (stack == Stack::Artifacts).then_some(Step::Empty { stack, bucket, region });
    let gone = [Step::Delete { stack, place: place.clone() }, Step::Await { stack, place }];
    empty.into_iter().chain(gone).collect()
}

/// Buckets and keys that their templates keep, by the outputs that name them.
const KEPT: [(Stack, &str, Kind); 5] = [
    (Stack::Pipeline, "LakeBucket", Kind::Bucket),
    (Stack::Replica, "BucketName", Kind::Bucket),
    (Stack::Site, "BucketName", Kind::Bucket),
    (Stack::Pipeline, "KeyArn", Kind::Key),
    (Stack::Replica, "KeyArn", Kind::Key),
];

#[derive(Clone, Copy)]
enum Kind {
    Bucket,
    Key,
}

impl Kept {
    /// What stays of the stacks that were there.
    #[must_use]
    pub fn of(settings: &Settings, survey: &Survey) -> Vec<Self> {
        let kept = KEPT.into_iter().filter_map(|(stack, output, kind)| {
            let value = survey.get(&stack)?.get(output)?;
            Some(Self::one(&settings.place(stack).region, stack, value, kind))
        });
        kept.collect()
    }

    fn one(region: &str, stack: Stack, value: &str, kind: Kind) -> Self {
        let of = stack.as_str();
        match kind {
            Kind::Bucket => Self {
                what: format!("bucket {value} of the {of}, in {region}"),
                commands: vec![
                    format!("aws s3 rm s3://{value} --recursive --region {region}"),
                    format!(
                        "aws s3api delete-objects --bucket {value} --region {region} --delete \"$(aws s3api list-object-versions --bucket {value} --region {region} --max-items 1000 --output json --query '{{Objects: [Versions, DeleteMarkers][][].{{Key: Key, VersionId: VersionId}}}}')\"  # again until nothing is left"
                    ),
                    format!("aws s3api delete-bucket --bucket {value} --region {region}"),
                ],
            },
            Kind::Key => Self {
                what: format!(
                    "key {value} of the {of}, $1 a month; what it encrypted cannot be read without it"
                ),
                commands: vec![format!(
                    "aws kms schedule-key-deletion --key-id {value} --pending-window-in-days 7 --region {region}"
                )],
            },
        }
    }
}
