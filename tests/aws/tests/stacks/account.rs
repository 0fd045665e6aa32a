//! An account in an emulator of its own, with as many of the stacks as a test needs, in the order in which they are made.

use linger_tests_aws::athena::Athena;
use linger_tests_aws::emulator::Emulator;
use linger_tests_aws::function::{Name, archive};
use linger_tests_aws::owner::Owner;
use linger_tests_aws::stack::{Stack, Template};

/// The Region of the copies.
pub(crate) const SECOND_REGION: &str = "eu-west-1";

/// An account with the bucket of archives, and both archives in it.
pub(crate) struct Account {
    pub(crate) owner: Owner,
    pub(crate) artifacts: Stack,
    pub(crate) emulator: Emulator,
}

impl Account {
    pub(crate) fn open() -> Self {
        let emulator = Emulator::start();
        let owner = Owner::of(emulator.address());
        let artifacts = Stack::create(&owner, "linger-artifacts", &Template::of("artifacts"), &[]);
        let bucket = artifacts.output("BucketName");
        for name in [Name::Collector, Name::Transform] {
            owner.put_object(&bucket, &key(name), &archive(name));
        }
        Self { owner, artifacts, emulator }
    }

    /// The bucket and the key of the copies, in the second Region.
    pub(crate) fn replica(&self) -> Stack {
        Stack::create(&self.owner.in_region(SECOND_REGION), "linger-replica", &Template::of("replica"), &[])
    }

    /// The pipeline with its transformation, and these parameters.
    pub(crate) fn pipeline(&self, parameters: &[(&str, &str)]) -> Pipeline {
        let archive = key(Name::Transform);
        let given = [("TransformArchive", archive.as_str()), ("Architecture", "x86_64")];
        let parameters = [&given, parameters].concat();
        Pipeline(Stack::create(&self.owner, "linger-pipeline", &Template::of("pipeline"), &parameters))
    }

    /// The views over the pipeline's table.
    pub(crate) fn views(&self, parameters: &[(&str, &str)]) -> Stack {
        Stack::create(&self.owner, "linger-views", &self.views_template(), parameters)
    }

    pub(crate) fn views_template(&self) -> Template {
        Template::in_bucket("views", &self.owner, &self.artifacts.output("BucketName"))
    }

    pub(crate) fn athena(&self, pipeline: &Pipeline) -> Athena {
        let (work_group, database) = (pipeline.0.output("WorkGroup"), pipeline.0.output("Database"));
        Athena { owner: self.owner.clone(), work_group, database }
    }
}

/// The stack of `pipeline.yaml`.
pub(crate) struct Pipeline(pub(crate) Stack);

impl Pipeline {
    pub(crate) fn lake(&self) -> String {
        self.0.output("LakeBucket")
    }
}

/// Of an archive in the bucket.
pub(crate) fn key(name: Name) -> String {
    format!("{}.zip", name.as_str())
}
