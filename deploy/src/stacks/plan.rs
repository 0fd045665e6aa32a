//! The order in which stacks are made.

use super::settings::Archive;
use super::{MenuOrigin, Settings, Stack, Step, Word};
use crate::template::INLINE_BYTES_MAX;

/// The steps that make what the settings want, or bring it up to date.
#[must_use]
pub fn plan(settings: &Settings) -> Vec<Step> {
    let mut steps = Vec::new();
    for stack in &settings.stacks {
        match stack {
            Stack::Pipeline => steps.extend(upload(settings, *stack, settings.transform.as_ref())),
            Stack::Edge => {
                // The site is told of the edge when it comes to it; the edge has to know the site's origin now.
                let site = settings.stacks.contains(&Stack::Site)
                    && settings.menu == Some(MenuOrigin::Made)
                    && settings.sites.iter().any(|site| site.origins.is_none());
                steps.extend(site.then(|| without_endpoint(settings)));
                steps.extend(upload(settings, *stack, settings.collector.as_ref()));
            }
            Stack::Artifacts
            | Stack::Replica
            | Stack::Views
            | Stack::Queries
            | Stack::Site
            | Stack::Watch
            | Stack::WatchReplica
            | Stack::Quicksight => {}
        }
        steps.push(deploy(settings, *stack));
    }
    steps
}

fn artifacts(settings: &Settings) -> Word {
    Word::output(settings.place(Stack::Artifacts), "BucketName")
}

fn upload(settings: &Settings, stack: Stack, archive: Option<&Archive>) -> Option<Step> {
    let Archive { file, key } = archive?.clone();
    let (bucket, region) = (artifacts(settings), settings.region.clone());
    Some(Step::Upload { stack, file, bucket, key, region })
}

fn deploy(settings: &Settings, stack: Stack) -> Step {
    let is_large = stack.text().len() > INLINE_BYTES_MAX;
    Step::Deploy {
        stack,
        place: settings.place(stack),
        parameters: settings.parameters(stack),
        through: is_large.then(|| artifacts(settings)),
        capability: stack.template().capability,
    }
}

fn without_endpoint(settings: &Settings) -> Step {
    match deploy(settings, Stack::Site) {
        Step::Deploy { stack, place, mut parameters, through, capability } => {
            parameters.retain(|(name, _)| name != "EndpointOrigin");
            Step::Deploy { stack, place, parameters, through, capability }
        }
        other => other,
    }
}
