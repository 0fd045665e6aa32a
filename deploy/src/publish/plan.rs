//! The order in which files go up: what pages ask for before the pages that ask for it, so that nobody meets a page whose script is
//! not there yet; then what is no longer there goes; then CloudFront forgets what it kept of what may change.

use std::collections::BTreeMap;

use super::kind::{Keeping, content_type, keeping};
use super::{Folder, Release};
use crate::stacks::{Stack, Step, Word};

/// Paths of an invalidation, before one for all of them is shorter. The first 1,000 of a month are free, and a wildcard is one:
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PayingForInvalidation.html>.
const PATHS_MAX: usize = 30;

/// Where the SDK's versions are, each in a folder of its own that never changes.
const SDK: &str = "linger/";

/// The steps that publish.
#[must_use]
pub fn plan(release: &Release) -> Vec<Step> {
    let bucket = Word::output(release.place.clone(), "BucketName");
    let region = release.place.region.clone();
    let mut steps = Vec::new();
    if let Some((folder, version)) = &release.sdk {
        let prefix = format!("{SDK}{version}/");
        steps.extend(uploads(folder, &prefix, &bucket, &region, |_| Keeping::Forever));
    }
    let Some(menu) = &release.menu else { return steps };
    steps.extend(uploads(menu, "", &bucket, &region, keeping));
    if release.delete {
        steps.push(Step::Sweep { bucket, region: region.clone(), keep: menu.names.clone(), keep_below: SDK });
    }
    let distribution = Word::output(release.place.clone(), "DistributionId");
    steps.push(Step::Invalidate { distribution, paths: paths(menu), region });
    steps
}

/// A step for each kind of file, the pages last.
fn uploads(
    folder: &Folder,
    prefix: &str,
    bucket: &Word,
    region: &str,
    keeping: fn(&str) -> Keeping,
) -> Vec<Step> {
    let mut groups: BTreeMap<(bool, Keeping, &'static str), Vec<String>> = BTreeMap::new();
    for name in &folder.names {
        let kind = content_type(name).expect("a release has files of known kinds only");
        let is_page = kind.starts_with("text/html");
        groups.entry((is_page, keeping(name), kind)).or_default().push(name.clone());
    }
    let step = |((_, keeping, kind), names): ((bool, Keeping, &'static str), Vec<String>)| Step::Files {
        stack: Stack::Site,
        folder: folder.path.clone(),
        names,
        bucket: bucket.clone(),
        prefix: prefix.to_owned(),
        content_type: kind,
        cache_control: keeping.cache_control(),
        region: region.to_owned(),
    };
    groups.into_iter().map(step).collect()
}

/// What CloudFront may keep though it has changed: pages by their folders too, as guests ask for them.
fn paths(menu: &Folder) -> Vec<String> {
    let may_change = menu.names.iter().filter(|name| keeping(name) == Keeping::Asked);
    let mut paths: Vec<String> = may_change
        .flat_map(|name| {
            let folder =
                name.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
            [Some(name.as_str()), folder]
                .into_iter()
                .flatten()
                .map(|path| format!("/{}", encoded(path)))
                .collect::<Vec<_>>()
        })
        .collect();
    paths.sort();
    if paths.len() > PATHS_MAX { vec!["/*".to_owned()] } else { paths }
}

/// As browsers ask for it.
fn encoded(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stacks::Place;

    fn release(names: &[&str], delete: bool) -> Release {
        let folder = |names: &[&str]| Folder {
            path: "menu".into(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        };
        Release {
            place: Place { name: "linger-site".to_owned(), region: "us-east-1".to_owned() },
            menu: Some(folder(names)),
            sdk: Some((folder(&["linger.js", "linger.wasm"]), "0.1.0".to_owned())),
            delete,
        }
    }

    fn told(step: &Step) -> String {
        match step {
            Step::Files { names, prefix, content_type, cache_control, .. } => {
                format!("{prefix}{} {content_type} {cache_control}", names.join("+"))
            }
            Step::Sweep { keep, .. } => format!("sweep all but {}", keep.join("+")),
            Step::Invalidate { paths, .. } => format!("forget {}", paths.join(" ")),
            other => panic!("{other:?} is none of publishing"),
        }
    }

    #[test]
    fn pages_go_up_after_all_they_ask_for() {
        let names = ["a/index.html", "assets/app-BjKq2x3a.js", "index.html", "logo.svg", "menu.js"];
        let steps: Vec<String> = plan(&release(&names, true)).iter().map(told).collect();
        assert_eq!(
            steps,
            [
                "linger/0.1.0/linger.wasm application/wasm public, max-age=31536000, immutable",
                "linger/0.1.0/linger.js text/javascript; charset=utf-8 public, max-age=31536000, immutable",
                "assets/app-BjKq2x3a.js text/javascript; charset=utf-8 public, max-age=31536000, immutable",
                "logo.svg image/svg+xml no-cache",
                "menu.js text/javascript; charset=utf-8 no-cache",
                "a/index.html+index.html text/html; charset=utf-8 no-cache",
                "sweep all but a/index.html+assets/app-BjKq2x3a.js+index.html+logo.svg+menu.js",
                "forget / /a/ /a/index.html /index.html /logo.svg /menu.js",
            ]
        );
    }

    #[test]
    fn many_paths_are_one() {
        let names: Vec<String> = (0..40).map(|number| format!("{number}.svg")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let steps = plan(&release(&names, false));
        assert_eq!(told(steps.last().expect("it ends with it")), "forget /*");
    }

    #[test]
    fn names_are_asked_for_as_browsers_do() {
        let steps = plan(&release(&["김치 전.svg", "my index.html"], false));
        let said = told(steps.last().expect("it ends with it"));
        assert_eq!(said, "forget /%EA%B9%80%EC%B9%98%20%EC%A0%84.svg /my%20index.html");
    }
}
