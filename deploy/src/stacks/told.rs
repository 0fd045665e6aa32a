//! What to do next, once all of it is there.

use super::{Settings, Stack, Survey};
use crate::cost::Edge;

/// What to do next, and where to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next(pub Vec<String>);

/// What the outputs of the stacks make possible.
#[must_use]
pub fn next(settings: &Settings, survey: &Survey) -> Next {
    let output = |stack: Stack, name: &str| {
        survey.get(&stack).and_then(|outputs| outputs.get(name)).map(String::as_str)
    };
    let mut lines = page(settings, &output);
    if let (Some(address), Some(_)) = (output(Stack::Site, "Address"), output(Stack::Site, "BucketName")) {
        let stack = settings.place(Stack::Site).name;
        lines.push(format!("put the menu there, with `linger publish --stack {stack} --menu FOLDER --sdk sdk/npm/dist --region {}`, and open {address}", settings.region));
    }
    if let (Some(group), Some(database)) =
        (output(Stack::Pipeline, "WorkGroup"), output(Stack::Pipeline, "Database"))
    {
        lines.push(format!("ask Athena, in the workgroup {group}: SELECT * FROM {database}.sections"));
    }
    for (stack, outputs) in
        survey.iter().filter(|(stack, _)| matches!(stack, Stack::Watch | Stack::Quicksight))
    {
        let addresses = outputs.iter().filter(|(_, value)| value.starts_with("https://"));
        lines.extend(addresses.map(|(name, value)| format!("look at {} ({name}): {value}", stack.as_str())));
    }
    Next(lines)
}

/// What the page, or the host, needs to be told.
fn page<'a>(settings: &Settings, output: &impl Fn(Stack, &str) -> Option<&'a str>) -> Vec<String> {
    let key = settings.sites.first().map_or("SITE", |site| site.key.as_str());
    match settings.edge {
        Edge::LambdaUrl | Edge::HttpApi | Edge::RestFirehose => {
            let endpoint = output(Stack::Edge, "Endpoint");
            let script = |endpoint: &str| {
                format!(
                    "put this on the page: <script src=\"/linger/VERSION/linger.js\" data-site=\"{key}\" data-endpoint=\"{endpoint}\" async></script>"
                )
            };
            endpoint.map(script).into_iter().collect()
        }
        Edge::Direct => {
            let script = |page: &str| {
                format!(
                    "put this on the page: <script src=\"/linger/VERSION/linger.js\" data-site=\"{key}\" {page} async></script>"
                )
            };
            output(Stack::Edge, "PageSettings").map(script).into_iter().collect()
        }
        Edge::Server => {
            let told =
                |what: &str, toml: &str| format!("{what}:\n    {}", toml.trim_end().replace('\n', "\n    "));
            let role = output(Stack::Edge, "ServerSettings")
                .map(|toml| told("on a host with the role of the edge, linger.toml has", toml));
            let guest = output(Stack::Edge, "GuestSettings")
                .map(|toml| told("on a host without a role, it has", toml));
            role.into_iter().chain(guest).collect()
        }
    }
}
