//! What is wrong is told before anything is begun, and all at once.

use linger_deploy::cost::Edge;
use linger_deploy::stacks::{Asked, Stack};

use crate::plans::Functions;

fn refused(asked: &Asked) -> Vec<String> {
    let wrong = asked.settings().expect_err("something is wrong");
    wrong.iter().map(ToString::to_string).collect()
}

#[test]
fn every_template_that_was_built_in_can_be_read() {
    for stack in Stack::ALL {
        let template = stack.template();
        assert!(!template.parameters.is_empty(), "{stack:?} takes nothing");
        for (name, parameter) in &template.parameters {
            if let Some(default) = &parameter.default {
                assert_eq!(parameter.check(default), Ok(()), "{stack:?} refuses its own {name}");
            }
        }
    }
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let asked = Asked {
        name: "Linger".to_owned(),
        edge: "lambda".to_owned(),
        sites: vec!["bistro=https://menu.example/".to_owned(), "bistro".to_owned(), "=x".to_owned()],
        region: "seoul".to_owned(),
        replica_region: Some("seoul".to_owned()),
        sets: ["pipeline.LogDays=31", "pipeline.Logdays=30", "pipe.LogDays=30", "LogDays=30"]
            .map(ToOwned::to_owned)
            .into(),
        functions: Some("nowhere".into()),
        email: Some("operations".to_owned()),
        ..Asked::default()
    };
    let told = refused(&asked).join("\n");
    for part in [
        "--edge: `lambda` is none; the edges are lambda-url,",
        "--set: pipeline has no parameter `Logdays`; it has ",
        "--set: there is no stack `pipe`; the stacks are artifacts,",
        "--set: `LogDays=30` is not of the form stack.Parameter=value",
        "--set: `31`: LogDays must be one of",
        "--site: `bistro` is given twice",
        "--site: `=x` has no key",
        "--region: `seoul` is no Region's code",
        "--replica-region: a replica in the same Region is lost with it",
        "--lambda: nowhere/collector.zip cannot be read",
        "build it with `cargo xtask lambda --arm64`",
        "--name: `Linger`: Name must begin with a small letter",
        "--email: `operations`: Email must be empty or one address",
        "Sites must be empty, or key=origin,origin",
    ] {
        assert!(told.contains(part), "{part}\nis not in\n{told}");
    }
}

#[test]
fn a_transformation_that_is_needed_cannot_be_off() {
    let functions = Functions::new();
    for edge in Edge::ALL {
        let asked = Asked { sets: vec!["pipeline.Transform=off".to_owned()], ..functions.asked(edge) };
        let refused = asked.settings().is_err();
        assert_eq!(refused, edge.needs_transformation(), "{edge:?}");
    }
}

#[test]
fn what_does_not_go_together_is_told_in_the_templates_words() {
    let functions = Functions::new();
    let sets = ["edge.DomainName=events.menu.example", "edge.RequireKey=yes", "edge.CertificateArn="];
    let asked = Asked { sets: sets.map(ToOwned::to_owned).into(), ..functions.asked(Edge::LambdaUrl) };
    let told = refused(&asked).join("\n");
    for part in [
        "DomainName is given, which only API Gateway can have",
        "so CertificateArn must be too",
        "RequireKey is yes",
    ] {
        assert!(told.contains(part), "{part}\nis not in\n{told}");
    }
    // What an update does not say may have been said before.
    let update = Asked { sets: vec![sets[0].to_owned()], ..functions.asked(Edge::HttpApi) };
    assert!(update.settings().is_ok());
}

#[test]
fn a_collector_without_a_site_would_take_nothing() {
    let functions = Functions::new();
    let asked = Asked { sites: Vec::new(), ..functions.asked(Edge::HttpApi) };
    let told = refused(&asked);
    assert!(told[0].starts_with("--site: nobody's batches would be taken"), "{told:?}");
    let guests = Asked { sites: Vec::new(), ..functions.asked(Edge::Direct) };
    assert!(guests.settings().is_ok());
}

#[test]
fn what_only_the_command_can_know_has_to_be_given() {
    let functions = Functions::new();
    let asked =
        Asked { only: vec!["quicksight".to_owned(), "replica".to_owned()], ..functions.asked(Edge::Server) };
    let told = refused(&asked).join("\n");
    assert!(told.contains("--replica-region: `--only replica` needs to know its Region"), "{told}");
    assert!(told.contains("--quicksight-user-arn: it has to be given"), "{told}");
}
