//! An `aws` command line that is a script: it notes its arguments, keeps stacks as files and fails where it is told to.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Output;

use crate::child::Place;

/// `log` has each command; `stacks/NAME` is there while the stack is; `fails` has a part of the command that fails.
const SCRIPT: &str = r#"#!/bin/sh
echo "$*" >> log
if [ -s fails ] && echo "$*" | grep -qF -e "$(cat fails)"; then echo "refused by the script" >&2; exit 254; fi
name=""; last=""
for word in "$@"; do
  if [ "$last" = "--stack-name" ]; then name=$word; fi
  last=$word
done
case "$1 $2" in
  "sts get-caller-identity") echo '{"Account": "111122223333", "Arn": "arn:aws:iam::111122223333:user/tester"}' ;;
  "cloudformation deploy") touch "stacks/$name" ;;
  "cloudformation delete-stack") rm -f "stacks/$name" ;;
  "cloudformation describe-stack-events") echo '[["Stream", "AWS::KinesisFirehose::DeliveryStream", "the quota is reached"]]' ;;
  "cloudformation describe-stacks")
    if [ ! -e "stacks/$name" ]; then echo "Stack with id $name does not exist" >&2; exit 254; fi
    echo '{"StackStatus": "CREATE_COMPLETE", "Outputs": ['
    for output in BucketName=bucket-of-$name DistributionId=E1 Address=https://d111.cloudfront.net/ LakeBucket=lake KeyArn=arn:key \
      BucketArn=arn:bucket Endpoint=https://abc.lambda-url.example/v1/batches WorkGroup=linger Database=linger; do
      echo "{\"OutputKey\": \"${output%%=*}\", \"OutputValue\": \"${output#*=}\"},"
    done
    echo '{"OutputKey": "Table", "OutputValue": "batches"}]}' ;;
  "s3api list-object-versions") echo '{"Objects": null}' ;;
  "s3api list-objects-v2") echo '["index.html", "old.svg"]' ;;
esac
"#;

/// A place with the script, archives of functions, a menu and an SDK.
pub(crate) struct Account(Place);

impl Account {
    pub(crate) fn new() -> Self {
        let place = Place::new();
        place.write("bin/aws", SCRIPT);
        let script = place.path("bin/aws");
        fs::set_permissions(script, fs::Permissions::from_mode(0o755))
            .expect("the script can be made to run");
        for (file, text) in [
            ("stacks/.keep", ""),
            ("functions/collector.zip", "collector"),
            ("functions/transform.zip", "transform"),
            ("menu/index.html", "<title>menu</title>"),
            ("menu/logo.svg", "<svg/>"),
            ("sdk/npm/package.json", r#"{"version": "0.1.0"}"#),
        ] {
            place.write(file, text);
        }
        Self(place)
    }

    /// Runs linger with the script as `aws` of its path.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let path =
            format!("{}:{}", self.0.path("bin").display(), std::env::var("PATH").expect("there is a path"));
        self.0.run_with(
            &[("PATH", &path), ("LINGER_AWS", ""), ("AWS_REGION", ""), ("AWS_DEFAULT_REGION", "")],
            arguments,
        )
    }

    pub(crate) fn run_with(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Output {
        self.0.run_with(variables, arguments)
    }

    /// Has commands with this in them fail.
    pub(crate) fn fail(&self, part: &str) {
        self.0.write("fails", part);
    }

    /// The commands so far that change something, and forgets them.
    pub(crate) fn changes(&self) -> Vec<String> {
        let log = fs::read_to_string(self.0.path("log")).unwrap_or_default();
        self.0.write("log", "");
        let asks = |line: &&str| {
            line.contains("describe-") || line.contains("get-caller-identity") || line.contains("list-object")
        };
        log.lines().filter(|line| !asks(line)).map(ToOwned::to_owned).collect()
    }

    /// Whether it was asked anything at all.
    pub(crate) fn was_called(&self) -> bool {
        fs::read_to_string(self.0.path("log")).is_ok_and(|log| !log.is_empty())
    }
}
