//! What was asked for, checked: against itself, against the archives that are there, and against what the templates take.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use regex_lite::Regex;

use super::derive::derived;
use super::{Asked, MenuOrigin, Place, Stack, Word};
use crate::Wrong;
use crate::cost::Edge;

mod archive;
mod refused;
mod sites;

pub use archive::Archive;
pub use sites::Site;

/// A wish that can be carried out, as far as can be told from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// What the stacks' names begin with.
    pub name: String,
    /// How batches reach the stream.
    pub edge: Edge,
    /// Whose batches are taken.
    pub sites: Vec<Site>,
    /// Region of all stacks but the replica's.
    pub region: String,
    /// Region of the replica.
    pub replica_region: Option<String>,
    /// Processor of the functions.
    pub architecture: String,
    /// The collector, where the edge is a function and its stack is made.
    pub collector: Option<Archive>,
    /// The transformation, where it runs and the pipeline is made.
    pub transform: Option<Archive>,
    /// Who owns QuickSight's dashboard.
    pub quicksight_user_arn: Option<String>,
    /// Who is written to.
    pub email: Option<String>,
    /// The stacks to make, in their order.
    pub stacks: Vec<Stack>,
    /// Where the menu is, where linger serves it.
    pub menu: Option<MenuOrigin>,
    sets: BTreeMap<(Stack, String), String>,
}

impl Asked {
    /// Checks all of it.
    ///
    /// # Errors
    ///
    /// All that is wrong.
    pub fn settings(&self) -> Result<Settings, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let edge = taken(Edge::of(&self.edge), &mut wrong);
        let sets = self.sets(&mut wrong);
        let stacks = self.stacks(&mut wrong);
        let sites = sites::read(&self.sites, &mut wrong);
        self.check_regions(&mut wrong);
        let set = |stack: Stack, name: &str| sets.get(&(stack, name.to_owned())).map(String::as_str);
        let edge = edge.unwrap_or(Edge::LambdaUrl);
        let transform = set(Stack::Pipeline, "Transform");
        if edge.needs_transformation() && transform == Some("off") {
            wrong.push(Wrong::new("--set pipeline.Transform", format!(
                "off does not go with the edge {}: there nobody but the transformation has looked at what is in the stream; leave it on",
                edge.as_str()
            )));
        }
        let transforms = edge.needs_transformation() || transform == Some("on");
        if sites.is_empty() && !matches!(edge, Edge::Direct | Edge::Server) && stacks.contains(&Stack::Edge) {
            wrong.push(Wrong::new(
                "--site",
                "nobody's batches would be taken; give one such as bistro=https://menu.example",
            ));
        }
        let functions = self.functions_folder();
        let mut archive = |is_needed: bool, name: &str| {
            is_needed
                .then(|| taken(Archive::read(&functions.join(name), &self.architecture), &mut wrong))
                .flatten()
        };
        let collector = archive(edge.has_function() && stacks.contains(&Stack::Edge), "collector.zip");
        let transform = archive(transforms && stacks.contains(&Stack::Pipeline), "transform.zip");
        let has_menu = self.menu_site || stacks.contains(&Stack::Site);
        let menu = has_menu.then(|| MenuOrigin::of(set(Stack::Site, "DomainName")));
        let settings = Settings {
            name: self.name.clone(),
            edge,
            sites,
            region: self.region.clone(),
            replica_region: self.replica_region.clone(),
            architecture: self.architecture.clone(),
            collector,
            transform,
            quicksight_user_arn: self.quicksight_user_arn.clone(),
            email: self.email.clone(),
            stacks,
            menu,
            sets,
        };
        wrong.extend(settings.refused());
        if wrong.is_empty() { Ok(settings) } else { Err(wrong) }
    }

    /// What is enough to look at stacks or to take them away: names, Regions, which of them.
    ///
    /// # Errors
    ///
    /// All that is wrong with these.
    pub fn frame(&self) -> Result<Settings, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let mut stacks = self.stacks(&mut wrong);
        if self.only.is_empty() {
            let reached = |stack: &Stack| !stack.is_of_replica() || self.replica_region.is_some();
            stacks = Stack::ALL.into_iter().filter(reached).collect();
        }
        self.check_regions(&mut wrong);
        let name = Stack::Pipeline.template().parameter("Name").map(|parameter| parameter.check(&self.name));
        wrong.extend(
            name.and_then(Result::err)
                .map(|reason| Wrong::new("--name", format!("`{}`: {reason}", self.name))),
        );
        let settings = Settings {
            name: self.name.clone(),
            edge: Edge::Server,
            sites: Vec::new(),
            region: self.region.clone(),
            replica_region: self.replica_region.clone(),
            architecture: self.architecture.clone(),
            collector: None,
            transform: None,
            quicksight_user_arn: None,
            email: None,
            stacks,
            menu: None,
            sets: BTreeMap::new(),
        };
        if wrong.is_empty() { Ok(settings) } else { Err(wrong) }
    }

    fn functions_folder(&self) -> PathBuf {
        let built = || {
            Path::new("target/functions").join(if self.architecture == "x86_64" { "x86_64" } else { "arm64" })
        };
        self.functions.clone().unwrap_or_else(built)
    }

    /// The parameters that were given, as far as there are such stacks and parameters.
    fn sets(&self, wrong: &mut Vec<Wrong>) -> BTreeMap<(Stack, String), String> {
        let read = self.sets.iter().filter_map(|text| taken(parameter(text), wrong));
        read.collect()
    }

    fn stacks(&self, wrong: &mut Vec<Wrong>) -> Vec<Stack> {
        let only: Vec<Stack> =
            self.only.iter().filter_map(|name| taken(Stack::of("--only", name), wrong)).collect();
        if !only.is_empty() {
            let mut only = only;
            only.sort();
            only.dedup();
            return only;
        }
        let belongs = |stack: &Stack| match stack {
            Stack::Replica | Stack::WatchReplica => self.replica_region.is_some(),
            Stack::Site => self.menu_site,
            Stack::Quicksight => self.quicksight_user_arn.is_some(),
            Stack::Artifacts
            | Stack::Pipeline
            | Stack::Views
            | Stack::Queries
            | Stack::Edge
            | Stack::Watch => true,
        };
        Stack::ALL.into_iter().filter(belongs).collect()
    }

    fn check_regions(&self, wrong: &mut Vec<Wrong>) {
        let is_region = Regex::new("^[a-z]{2}(-[a-z]+)+-[0-9]$").expect("the pattern is sound");
        for (flag, region) in
            [("--region", Some(&self.region)), ("--replica-region", self.replica_region.as_ref())]
        {
            if let Some(region) = region.filter(|region| !is_region.is_match(region)) {
                wrong.push(Wrong::new(
                    flag,
                    format!("`{region}` is no Region's code; give one such as us-east-1 or ap-northeast-2"),
                ));
            }
        }
        if self.replica_region.as_ref() == Some(&self.region) {
            wrong.push(Wrong::new(
                "--replica-region",
                "a replica in the same Region is lost with it; give another Region",
            ));
        }
        let needs_region = self.only.iter().find(|name| name.ends_with("replica"));
        if let (Some(name), None) = (needs_region, &self.replica_region) {
            wrong.push(Wrong::new(
                "--replica-region",
                format!("`--only {name}` needs to know its Region; give one"),
            ));
        }
    }
}

/// A parameter of a stack, as `stack.Parameter=value`.
fn parameter(text: &str) -> Result<((Stack, String), String), Wrong> {
    let form = || {
        Wrong::new(
            "--set",
            format!("`{text}` is not of the form stack.Parameter=value, such as pipeline.LogDays=30"),
        )
    };
    let (name, value) = text.split_once('=').ok_or_else(form)?;
    let (stack, parameter) = name.split_once('.').ok_or_else(form)?;
    let stack = Stack::of("--set", stack)?;
    let template = stack.template();
    if template.parameter(parameter).is_some() {
        return Ok(((stack, parameter.to_owned()), value.to_owned()));
    }
    let known: Vec<&str> = template.parameters.iter().map(|(name, _)| name.as_str()).collect();
    let stack = stack.as_str();
    Err(Wrong::new("--set", format!("{stack} has no parameter `{parameter}`; it has {}", known.join(", "))))
}

fn taken<T>(read: Result<T, Wrong>, wrong: &mut Vec<Wrong>) -> Option<T> {
    read.map_err(|problem| wrong.push(problem)).ok()
}

impl Settings {
    /// Where a stack is, or is to be.
    #[must_use]
    pub fn place(&self, stack: Stack) -> Place {
        let region = self.replica_region.as_ref().filter(|_| stack.is_of_replica()).unwrap_or(&self.region);
        Place { name: format!("{}-{}", self.name, stack.as_str()), region: region.clone() }
    }

    /// Where each of the stacks is, or is to be.
    #[must_use]
    pub fn places(&self) -> Vec<(Stack, Place)> {
        self.stacks.iter().map(|stack| (*stack, self.place(*stack))).collect()
    }

    /// What a stack is told, in its template's order: what was given, and what follows from the rest.
    #[must_use]
    pub fn parameters(&self, stack: Stack) -> Vec<(String, Word)> {
        let names = stack.template().parameters.iter().map(|(name, _)| name.clone());
        names
            .filter_map(|name| {
                let word = self.word(stack, &name)?;
                Some((name, word))
            })
            .collect()
    }

    fn word(&self, stack: Stack, name: &str) -> Option<Word> {
        let given = self.sets.get(&(stack, name.to_owned()));
        given.map(|value| Word::text(value.as_str())).or_else(|| derived(self, stack, name))
    }

    /// Whether the transformation runs.
    pub(super) fn transforms(&self) -> bool {
        let set = self.sets.get(&(Stack::Pipeline, "Transform".to_owned()));
        self.edge.needs_transformation() || set.is_some_and(|value| value == "on")
    }
}
