//! Which stacks are made in which order, and what each is told.

use std::fs;
use std::path::PathBuf;

use linger_deploy::cost::Edge;
use linger_deploy::stacks::{Asked, Settings, Stack, Step, Word, plan, removal};
use proptest::prelude::*;

/// A folder with both functions in it.
pub(crate) struct Functions(tempfile::TempDir);

impl Functions {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        for name in ["collector.zip", "transform.zip"] {
            fs::write(folder.path().join(name), name).expect("it can be written");
        }
        Self(folder)
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.0.path().to_owned()
    }

    /// What is asked for, with these functions.
    pub(crate) fn asked(&self, edge: Edge) -> Asked {
        Asked {
            edge: edge.as_str().to_owned(),
            sites: vec!["bistro=https://menu.example".to_owned()],
            functions: Some(self.path()),
            ..Asked::default()
        }
    }

    pub(crate) fn settings(&self, edge: Edge, change: impl FnOnce(&mut Asked)) -> Settings {
        let mut asked = self.asked(edge);
        change(&mut asked);
        asked.settings().unwrap_or_else(|wrong| panic!("{wrong:#?}"))
    }
}

/// `deploy edge`, `upload edge`, …
fn told(step: &Step) -> String {
    let what = match step {
        Step::Deploy { .. } => "deploy",
        Step::Upload { .. } => "upload",
        Step::Empty { .. } => "empty",
        Step::Delete { .. } => "delete",
        Step::Await { .. } => "await",
        Step::Files { .. } | Step::Sweep { .. } | Step::Invalidate { .. } => "publish",
    };
    format!("{what} {}", step.stack().as_str())
}

fn order(settings: &Settings) -> Vec<String> {
    plan(settings).iter().map(told).collect()
}

/// A parameter that a stack is told, as it is printed.
fn parameter(settings: &Settings, stack: Stack, name: &str) -> Option<String> {
    let found = settings.parameters(stack).into_iter().find(|(known, _)| known == name);
    found.map(|(_, word)| word.to_string())
}

#[test]
fn the_smallest_has_six_stacks_in_their_order() {
    let settings = Functions::new().settings(Edge::Server, |_| ());
    assert_eq!(
        order(&settings),
        [
            "deploy artifacts",
            "deploy pipeline",
            "deploy views",
            "deploy queries",
            "deploy edge",
            "deploy watch"
        ]
    );
}

#[test]
fn the_largest_has_all_and_uploads_before_what_needs_it() {
    let functions = Functions::new();
    let settings = functions.settings(Edge::LambdaUrl, |asked| {
        asked.replica_region = Some("ap-northeast-1".to_owned());
        asked.menu_site = true;
        asked.sets = vec!["pipeline.Transform=on".to_owned(), "site.DomainName=menu.example".to_owned()];
        asked.quicksight_user_arn =
            Some("arn:aws:quicksight:us-east-1:111122223333:user/default/owner".to_owned());
    });
    assert_eq!(
        order(&settings),
        [
            "deploy artifacts",
            "deploy replica",
            "upload pipeline",
            "deploy pipeline",
            "deploy views",
            "deploy queries",
            "upload edge",
            "deploy edge",
            "deploy site",
            "deploy watch",
            "deploy watch-replica",
            "deploy quicksight",
        ]
    );
    assert_eq!(settings.place(Stack::Replica).region, "ap-northeast-1");
    assert_eq!(settings.place(Stack::WatchReplica).region, "ap-northeast-1");
    assert_eq!(
        parameter(&settings, Stack::Pipeline, "ReplicaKeyArn").as_deref(),
        Some("<KeyArn of linger-replica>")
    );
    assert_eq!(
        parameter(&settings, Stack::WatchReplica, "LakeBucket").as_deref(),
        Some("<LakeBucket of linger-pipeline>")
    );
}

#[test]
fn a_site_of_cloudfronts_name_is_made_before_the_edge_and_told_of_it_after() {
    let settings = Functions::new().settings(Edge::LambdaUrl, |asked| {
        asked.sites = vec!["bistro".to_owned()];
        asked.menu_site = true;
    });
    let order = order(&settings);
    let around: Vec<&str> = order.iter().skip(4).take(4).map(String::as_str).collect();
    assert_eq!(around, ["deploy site", "upload edge", "deploy edge", "deploy site"]);
    assert_eq!(
        parameter(&settings, Stack::Edge, "Sites").as_deref(),
        Some("bistro=<origin of Address of linger-site>")
    );
    assert_eq!(
        parameter(&settings, Stack::Site, "EndpointOrigin").as_deref(),
        Some("<origin of Endpoint of linger-edge>")
    );
}

#[test]
fn pages_own_batches_need_the_transformation_and_collectors_do_not() {
    let functions = Functions::new();
    for edge in Edge::ALL {
        let settings = functions.settings(edge, |_| ());
        let wanted = if edge.needs_transformation() { "on" } else { "off" };
        assert_eq!(parameter(&settings, Stack::Pipeline, "Transform").as_deref(), Some(wanted), "{edge:?}");
        assert_eq!(parameter(&settings, Stack::Watch, "Transform").as_deref(), Some(wanted), "{edge:?}");
        assert_eq!(settings.transform.is_some(), edge.needs_transformation(), "{edge:?}");
        assert_eq!(settings.collector.is_some(), edge.has_function(), "{edge:?}");
    }
}

#[test]
fn another_content_is_another_key() {
    let functions = Functions::new();
    let key = || functions.settings(Edge::LambdaUrl, |_| ()).collector.expect("the edge is a function").key;
    let before = key();
    let hash = before.strip_prefix("functions/arm64/collector-").and_then(|rest| rest.strip_suffix(".zip"));
    assert_eq!(hash.map(str::len), Some(16), "{before}");
    assert_eq!(key(), before);
    fs::write(functions.path().join("collector.zip"), "another").expect("it can be written");
    assert_ne!(key(), before);
}

#[test]
fn large_templates_go_through_the_bucket_and_small_ones_do_not() {
    let settings = Functions::new().settings(Edge::Server, |_| ());
    for step in plan(&settings) {
        if let Step::Deploy { stack, through, .. } = step {
            assert_eq!(through.is_some(), stack.text().len() > 51_200, "{stack:?}");
        }
    }
}

#[test]
fn what_is_taken_away_first_was_made_last() {
    let frame = Asked { replica_region: Some("us-west-2".to_owned()), ..Asked::default() }.frame();
    let steps = removal(&frame.expect("it is sound"), &Stack::ALL);
    let deleted: Vec<Stack> =
        steps.iter().filter(|step| matches!(step, Step::Delete { .. })).map(Step::stack).collect();
    assert!(deleted.iter().rev().eq(Stack::ALL.iter()));
    let end: Vec<String> = steps.iter().rev().take(3).map(told).collect();
    assert_eq!(end, ["await artifacts", "delete artifacts", "empty artifacts"]);
}

#[test]
fn without_its_region_a_replica_is_not_looked_for() {
    let frame = Asked::default().frame().expect("it is sound");
    assert!(frame.stacks.iter().all(|stack| !stack.is_of_replica()));
}

fn any_asked() -> impl Strategy<Value = Asked> {
    let edge = prop::sample::select(Edge::ALL.to_vec());
    let only = prop::collection::vec(prop::sample::select(Stack::ALL.to_vec()), 0..4);
    (edge, any::<[bool; 4]>(), only).prop_map(|(edge, [replica, site, quick, bare], only)| Asked {
        edge: edge.as_str().to_owned(),
        sites: vec![if bare { "bistro" } else { "bistro=https://menu.example" }.to_owned()],
        replica_region: (replica || only.iter().any(|stack| stack.is_of_replica()))
            .then(|| "us-west-2".to_owned()),
        menu_site: site,
        quicksight_user_arn: (quick || only.contains(&Stack::Quicksight))
            .then(|| "arn:aws:quicksight:us-east-1:111122223333:user/default/owner".to_owned()),
        only: only.iter().map(|stack| stack.as_str().to_owned()).collect(),
        ..Asked::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is asked for: what a step needs of another stack of the plan is made before it, and the template has it.
    #[test]
    fn nothing_is_asked_of_a_stack_before_it_is_made(asked in any_asked()) {
        let functions = Functions::new();
        let settings = Asked { functions: Some(functions.path()), ..asked }.settings();
        let settings = settings.unwrap_or_else(|wrong| panic!("{wrong:#?}"));
        let steps = plan(&settings);
        let mut made: Vec<String> = Vec::new();
        for step in &steps {
            let words = step.arguments(std::path::Path::new("templates"));
            for (place, output) in words.iter().flat_map(Word::needs) {
                let stack = Stack::ALL.into_iter().find(|stack| settings.place(*stack) == *place).expect("it is one of ours");
                prop_assert!(stack.template().outputs.iter().any(|known| known == output), "{stack:?} gives no {output}");
                let is_planned = settings.stacks.contains(&stack);
                prop_assert!(!is_planned || made.contains(&place.name), "{} needs {} first", step.stack().as_str(), place.name);
            }
            if let Step::Deploy { place, .. } = step {
                made.push(place.name.clone());
            }
        }
    }
}
