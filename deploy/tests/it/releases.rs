//! What is published from folders, and what is not.

use std::fs;

use linger_deploy::publish::{Asked, plan};
use linger_deploy::stacks::{Place, Run};

use crate::scripted::Scripted;

struct Folders(tempfile::TempDir);

impl Folders {
    fn new(files: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("folders can be made");
            fs::write(path, file).expect("it can be written");
        }
        Self(folder)
    }

    fn asked(&self) -> Asked {
        Asked {
            place: Place { name: "linger-site".to_owned(), region: "us-east-1".to_owned() },
            menu: Some(self.0.path().join("menu")),
            sdk: Some(self.0.path().join("sdk/dist")),
            sdk_version: None,
            delete: false,
        }
    }
}

const SDK: [&str; 3] = ["sdk/dist/linger.js", "sdk/dist/linger.wasm", "sdk/dist/index.d.ts"];

#[test]
fn the_version_is_that_of_the_package_beside() {
    let folders = Folders::new(&[&SDK[..], &["menu/index.html"]].concat());
    let without = folders.asked().release().expect_err("there is no package.json");
    assert_eq!(without[0].flag, "--sdk-version");
    fs::write(folders.0.path().join("sdk/package.json"), r#"{"version": "1.2.3"}"#)
        .expect("it can be written");
    let (folder, version) = folders.asked().release().expect("it is sound").sdk.expect("it was asked for");
    assert_eq!(
        (version.as_str(), folder.names),
        ("1.2.3", vec!["linger.js".to_owned(), "linger.wasm".to_owned()])
    );
}

#[test]
fn all_that_cannot_be_published_is_named() {
    let folders =
        Folders::new(&["menu/LICENSE", "menu/a/photo.heic", "menu/linger/x.js", "sdk/dist/other.js"]);
    let wrong = folders.asked().release().expect_err("much is wrong");
    let told = wrong.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for part in [
        "LICENSE, a/photo.heic",
        "has no index.html",
        "has no linger.js",
        "has a folder `linger`",
        "--sdk-version",
    ] {
        assert!(told.contains(part), "{part}\nis not in\n{told}");
    }
    let nothing = Asked { menu: None, sdk: None, delete: true, ..folders.asked() };
    let flags: Vec<&str> =
        nothing.release().expect_err("there is nothing").iter().map(|wrong| wrong.flag).collect();
    assert_eq!(flags, ["--menu", "--delete"]);
}

#[test]
fn a_sweep_leaves_the_menu_and_every_version_of_the_sdk() {
    let folders = Folders::new(&["menu/index.html", "menu/a.svg"]);
    let asked = Asked { sdk: None, delete: true, ..folders.asked() };
    let mut aws = Scripted::default();
    let site = serde_json::json!({ "StackStatus": "CREATE_COMPLETE", "Outputs": [
        { "OutputKey": "BucketName", "OutputValue": "menu" }, { "OutputKey": "DistributionId", "OutputValue": "E1" } ] });
    aws.stacks.insert("linger-site".to_owned(), site);
    let keys = r#"["index.html", "a.svg", "old.svg", "linger/0.0.9/linger.js"]"#;
    aws.answers = vec![("list-objects-v2", [keys].into())];
    let scratch = tempfile::tempdir().expect("a temporary folder can be made");
    let mut out = Vec::new();
    let steps = plan(&asked.release().expect("it is sound"));
    Run::new(&mut aws, &mut out, scratch.path()).run(&steps).expect("nothing fails");
    let deleted = fs::read_to_string(scratch.path().join("objects.json")).expect("it was written");
    assert_eq!(deleted, r#"{"Objects":[{"Key":"old.svg"}],"Quiet":true}"#);
    let last = aws.shown.last().expect("it ends with the invalidation");
    assert!(last.contains("--distribution-id E1 --paths / /a.svg /index.html"), "{last}");
}
