//! Dependencies point one way: `wire <- engine <- sdk` and `wire <- collector, insights <- cli`.

use std::collections::BTreeSet;

use super::Fault;

/// A member of the workspace and its normal dependencies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Package {
    /// Its name.
    pub(super) name: String,
    /// What it always needs.
    pub(super) required: Vec<String>,
    /// What one of its features needs.
    pub(super) optional: Vec<String>,
}

/// What a package may depend on. A name that ends in `*` stands for all that begin so.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rule {
    /// The package's manifest names nothing else.
    Only { package: &'static str, may: &'static [&'static str], why: &'static str },
    /// Without features the package needs nothing.
    Nothing { package: &'static str, why: &'static str },
    /// The package reaches none of these, not through other members either.
    Never { package: &'static str, not: &'static [&'static str], why: &'static str },
    /// Only these packages' manifests name the dependency.
    Home { dependency: &'static str, of: &'static [&'static str], why: &'static str },
}

/// Names of crates that only work in a browser.
const WEB: &[&str] = &["wasm-bindgen*", "web-sys", "js-sys", "gloo-*", "serde-wasm-bindgen"];

/// The project's rules.
pub(super) const RULES: &[Rule] = &[
    Rule::Only {
        package: "linger-wire",
        may: &["itoa", "serde", "serde_json"],
        why: "the page and the collector both carry it",
    },
    Rule::Nothing {
        package: "linger-wire",
        why: "the page writes batches without serde; reading them is a feature",
    },
    Rule::Only {
        package: "linger-engine",
        may: &["linger-wire"],
        why: "it is measured by the byte, and has no clock, DOM, randomness or I/O",
    },
    Rule::Never { package: "linger-wire", not: WEB, why: "the collector carries it too" },
    Rule::Never { package: "linger-engine", not: WEB, why: "it runs without a browser" },
    Rule::Only {
        package: "linger-sdk",
        may: &[
            "linger-engine",
            "linger-wire",
            "gloo-timers",
            "js-sys",
            "lol_alloc",
            "serde",
            "serde-wasm-bindgen",
            "wasm-bindgen",
            "web-sys",
        ],
        why: "every guest downloads it",
    },
    Rule::Never {
        package: "linger-collector",
        not: &["linger-engine", "linger-sdk", "linger-insights", "datafusion*"],
        why: "it is a small server with no SQL engine, and trusts nothing of the page but the wire",
    },
    Rule::Never {
        package: "linger-lake",
        not: &["linger-engine", "linger-sdk", "linger-collector", "linger-insights", "datafusion*"],
        why: "the collector writes with it and insights reads with it",
    },
    Rule::Home {
        dependency: "linger-traffic",
        of: &["linger-tests", "linger-bench-insights", "xtask"],
        why: "its guests were never there: whoever needs them for a test names it among the dev-dependencies",
    },
    Rule::Never {
        package: "linger-insights",
        not: &["linger-engine", "linger-sdk", "linger-collector"],
        why: "it reads the lake, whoever has written it",
    },
    Rule::Home {
        dependency: "datafusion*",
        of: &["linger-insights", "linger", "linger-tests", "xtask"],
        why: "it takes minutes to compile",
    },
    Rule::Never {
        package: "linger-tests-aws",
        not: &["linger-insights", "linger-tests", "datafusion*"],
        why: "what stands before the emulator builds without the query engine",
    },
    Rule::Home {
        dependency: "aws-*",
        // The emulator's tests sign as the account's owner, who sets up what the collector finds.
        of: &["linger-collector", "linger-tests-aws"],
        why: "the rest knows sinks, not services",
    },
    Rule::Home {
        dependency: "linger-aws-double",
        of: &["linger-tests", "linger-bench", "xtask"],
        why: "it is a test's: whoever else needs it names it among the dev-dependencies",
    },
];

/// What these packages break of these rules.
pub(super) fn faults(packages: &[Package], rules: &[Rule]) -> Vec<Fault> {
    rules.iter().flat_map(|rule| rule.faults(packages)).collect()
}

impl Rule {
    fn faults(&self, packages: &[Package]) -> Vec<Fault> {
        match *self {
            Self::Only { package, may, why } => {
                refused(package, direct(packages, package), |name| !any(may, name), why)
            }
            Self::Nothing { package, why } => {
                let required =
                    packages.iter().filter(|member| member.name == package).flat_map(|at| &at.required);
                refused(package, required.map(String::as_str).collect(), |_| true, why)
            }
            Self::Never { package, not, why } => {
                refused(package, reached(packages, package), |name| any(not, name), why)
            }
            Self::Home { dependency, of, why } => packages
                .iter()
                .filter(|member| !of.contains(&member.name.as_str()))
                .flat_map(|at| {
                    refused(&at.name, direct(packages, &at.name), |name| any(&[dependency], name), why)
                })
                .collect(),
        }
    }
}

fn refused(package: &str, names: BTreeSet<&str>, is_refused: impl Fn(&str) -> bool, why: &str) -> Vec<Fault> {
    let names = names.into_iter().filter(|name| is_refused(name));
    names.map(|name| Fault::new(package, format!("must not depend on {name}: {why}"))).collect()
}

fn any(patterns: &[&str], name: &str) -> bool {
    patterns.iter().any(|pattern| match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == *pattern,
    })
}

fn direct<'a>(packages: &'a [Package], package: &str) -> BTreeSet<&'a str> {
    let of_it = packages.iter().filter(|member| member.name == package);
    of_it.flat_map(|member| member.required.iter().chain(&member.optional)).map(String::as_str).collect()
}

/// Direct dependencies, and those of the members among them, and so on. Which crates come behind foreign crates is not
/// asked: they differ by platform, and a member's manifest is where a border is crossed.
fn reached<'a>(packages: &'a [Package], package: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = direct(packages, package).into_iter().collect();
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            open.extend(direct(packages, next));
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, required: &[&str], optional: &[&str]) -> Package {
        let owned = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        Package { name: name.into(), required: owned(required), optional: owned(optional) }
    }

    fn sound() -> Vec<Package> {
        vec![
            package("linger-wire", &[], &["serde", "serde_json"]),
            package("linger-engine", &["linger-wire"], &[]),
            package("linger-sdk", &["linger-engine", "linger-wire", "web-sys"], &["serde"]),
            package("linger-collector", &["linger-wire", "axum"], &[]),
            package("linger-insights", &["linger-wire", "datafusion"], &[]),
            package("linger", &["linger-collector", "linger-insights"], &[]),
        ]
    }

    fn with(name: &str, extra: &str) -> Vec<String> {
        let mut packages = sound();
        let member = packages.iter_mut().find(|member| member.name == name).unwrap();
        member.required.push(extra.into());
        faults(&packages, RULES).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_intended_arrows_are_allowed() {
        assert_eq!(faults(&sound(), RULES), []);
    }

    #[test]
    fn every_forbidden_arrow_is_refused() {
        let seeded = [
            ("linger-wire", "chrono"),
            ("linger-wire", "serde"),
            ("linger-wire", "web-sys"),
            ("linger-engine", "serde"),
            ("linger-engine", "gloo-timers"),
            ("linger-sdk", "reqwest"),
            ("linger-collector", "linger-engine"),
            ("linger-collector", "datafusion"),
            ("linger-insights", "linger-collector"),
            ("linger-insights", "aws-sdk-firehose"),
            ("linger", "aws-config"),
            ("linger-collector", "linger-aws-double"),
        ];
        for (name, extra) in seeded {
            let found = with(name, extra);
            let expected = format!("{name}: must not depend on {extra}: ");
            assert!(found.iter().any(|fault| fault.starts_with(&expected)), "{name} -> {extra}: {found:?}");
        }
    }

    #[test]
    fn a_border_is_not_crossed_through_another_member() {
        let mut packages = sound();
        packages.push(package("linger-shared", &["linger-engine"], &[]));
        packages[3].required.push("linger-shared".into());
        let found = faults(&packages, RULES);
        assert!(
            found.iter().any(|fault| fault.place == "linger-collector" && fault.message.contains("engine"))
        );
    }
}
