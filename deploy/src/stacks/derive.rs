//! What follows from the settings for a stack's parameters, so that nobody has to say it twice.

use super::{MenuOrigin, Settings, Stack, Word};
use crate::cost::{Edge, Item, Prices, Region};

/// The value of a parameter that nobody gave, where one follows.
pub(super) fn derived(settings: &Settings, stack: Stack, name: &str) -> Option<Word> {
    let named = |stack: Stack| Some(Word::text(settings.place(stack).name));
    match name {
        "Name" => Some(Word::text(&settings.name)),
        "ArtifactsStack" => named(Stack::Artifacts),
        "PipelineStack" => named(Stack::Pipeline),
        "ViewsStack" => named(Stack::Views),
        "EdgeStack" => named(Stack::Edge),
        "ReplicaStack" => named(Stack::Replica),
        "SiteStack" => named(Stack::Site),
        "Architecture" => Some(Word::text(&settings.architecture)),
        _ => match stack {
            Stack::Pipeline => pipeline(settings, name),
            Stack::Edge => edge(settings, name),
            Stack::Site => site(settings, name),
            Stack::Watch => watch(settings, name),
            Stack::WatchReplica => watch_replica(settings, name),
            Stack::Quicksight => quicksight(settings, name),
            Stack::Artifacts | Stack::Replica | Stack::Views | Stack::Queries => None,
        },
    }
}

fn pipeline(settings: &Settings, name: &str) -> Option<Word> {
    let replica = || settings.replica_region.is_some().then(|| settings.place(Stack::Replica));
    match name {
        "Transform" => Some(switch(settings.transforms())),
        "TransformArchive" => settings.transform.as_ref().map(|archive| Word::text(&archive.key)),
        "ReplicaBucketArn" => replica().map(|place| Word::output(place, "BucketArn")),
        "ReplicaKeyArn" => replica().map(|place| Word::output(place, "KeyArn")),
        _ => None,
    }
}

fn switch(is_on: bool) -> Word {
    Word::text(if is_on { "on" } else { "off" })
}

fn edge(settings: &Settings, name: &str) -> Option<Word> {
    match name {
        "Edge" => Some(Word::text(settings.edge.as_str())),
        "Sites" => sites(settings),
        "CollectorArchive" => settings.collector.as_ref().map(|archive| Word::text(&archive.key)),
        "AllowedOrigin" if settings.edge == Edge::RestFirehose => Some(allowed_origin(settings)),
        // API Gateway takes in a change of a REST API with a new snapshot only, which another value makes.
        "Release" if settings.edge == Edge::RestFirehose => Some(Word(vec![super::word::Piece::Other {
            of: settings.place(Stack::Edge),
            parameter: "Release",
            values: ["a", "b"],
        }])),
        _ => None,
    }
}

/// `key=origins` for each, with semicolons between them.
fn sites(settings: &Settings) -> Option<Word> {
    let each = settings.sites.iter().map(|site| {
        let key = Word::text(format!("{}=", site.key));
        Word::join(vec![key, origins(settings, site.origins.as_deref())], "")
    });
    let each: Vec<Word> = each.collect();
    (!each.is_empty()).then(|| Word::join(each, ";"))
}

fn origins(settings: &Settings, given: Option<&str>) -> Word {
    match (given, &settings.menu) {
        (Some(origins), _) => Word::text(origins),
        (None, Some(MenuOrigin::Domain(origin))) => Word::text(origin),
        (None, Some(MenuOrigin::Made)) => Word::origin(settings.place(Stack::Site), "Address"),
        (None, None) => Word::text("*"),
    }
}

/// A REST API's mapping knows one origin or any.
fn allowed_origin(settings: &Settings) -> Word {
    match settings.sites.as_slice() {
        [site] if site.origins.as_ref().is_none_or(|origins| !origins.contains(',')) => {
            origins(settings, site.origins.as_deref())
        }
        _ => Word::text("*"),
    }
}

/// Where pages may send to.
fn site(settings: &Settings, name: &str) -> Option<Word> {
    let region = &settings.region;
    (name == "EndpointOrigin").then_some(())?;
    match settings.edge {
        Edge::LambdaUrl | Edge::HttpApi | Edge::RestFirehose => {
            Some(Word::origin(settings.place(Stack::Edge), "Endpoint"))
        }
        Edge::Direct => Some(Word::text(format!(
            "https://firehose.{region}.amazonaws.com https://cognito-identity.{region}.amazonaws.com"
        ))),
        Edge::Server => None,
    }
}

fn watch(settings: &Settings, name: &str) -> Option<Word> {
    let replica = settings.replica_region.as_ref();
    match name {
        "Transform" => Some(switch(settings.transforms())),
        "Edge" => Some(Word::text(settings.edge.as_str())),
        "ReplicaBucket" => replica.map(|_| Word::output(settings.place(Stack::Replica), "BucketName")),
        "ReplicaRegion" => replica.map(Word::text),
        "Email" => settings.email.as_ref().map(Word::text),
        "FirehosePricePerGb" => price(&settings.region),
        _ => None,
    }
}

fn watch_replica(settings: &Settings, name: &str) -> Option<Word> {
    match name {
        "LakeBucket" => Some(Word::output(settings.place(Stack::Pipeline), "LakeBucket")),
        "Email" => settings.email.as_ref().map(Word::text),
        _ => None,
    }
}

/// Ingestion and conversion, where the Region's prices are known.
fn price(region: &str) -> Option<Word> {
    let region = Region::of(region).ok()?;
    let prices = Prices::built_in();
    let items = [Item::FirehoseIngest, Item::FirehoseConversion];
    let sum: f64 = items.into_iter().map(|item| prices.price(item, region).first_usd()).sum();
    Some(Word::text(format!("{sum:.3}")))
}

fn quicksight(settings: &Settings, name: &str) -> Option<Word> {
    (name == "QuickSightUserArn").then(|| settings.quicksight_user_arn.as_ref().map(Word::text)).flatten()
}
