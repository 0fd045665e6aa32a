//! What the documents say of costs, so that no figure in them is typed by hand: `cargo xtask docs` writes it.

use std::fmt::Write;

use super::{
    Bill, Compared, Edge, Given, Item, Month, Prices, Region, Way, bill, compare, dollars, markdown,
};

const TO_STRING: &str = "writing to a text cannot fail";

/// A language of the README.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// README.md.
    English,
    /// README.ko.md.
    Korean,
}

fn month(change: impl FnOnce(&mut Given)) -> Month {
    let mut given = Given::default();
    change(&mut given);
    given.month(&[]).expect("the documents' months are sound")
}

/// The README's table: what a million sessions cost on their way in, as others build it and as linger does.
#[must_use]
pub fn summary(language: Language) -> String {
    let prices = Prices::built_in();
    let month = month(|_| ());
    let mut text = match language {
        Language::English => "| from the page into the lake, a million sessions | $ |\n|---|--:|\n",
        Language::Korean => "| 페이지에서 레이크까지, 세션 백만 건 | $ |\n|---|--:|\n",
    }
    .to_owned();
    for Compared { way, usd } in compare(&prices, &month) {
        if let Some(name) = others(way, language) {
            row(&mut text, name, usd);
        }
    }
    for edge in Edge::ALL {
        row(&mut text, ours(edge, language), bill(&prices, &month, edge).way_in_usd());
    }
    text
}

fn row(text: &mut String, name: &str, usd: f64) {
    writeln!(text, "| {name} | {} |", dollars(usd)).expect(TO_STRING);
}

/// What others' tutorials build; linger's own ways are told by edge.
const fn others(way: Way, language: Language) -> Option<&'static str> {
    Some(match (way, language) {
        (Way::RestPerEvent, Language::English) => {
            "as most tutorials build it: a REST API, one call and one record per event"
        }
        (Way::RestPerEvent, Language::Korean) => {
            "흔한 튜토리얼 방식: REST API, 이벤트마다 호출 한 번에 레코드 하나"
        }
        (Way::GuestPerEvent, Language::English) => {
            "as the AWS SDK's tutorial does: Cognito, one record per event"
        }
        (Way::GuestPerEvent, Language::Korean) => "AWS SDK 튜토리얼 방식: Cognito, 이벤트마다 레코드 하나",
        _ => return None,
    })
}

const fn ours(edge: Edge, language: Language) -> &'static str {
    match (edge, language) {
        (Edge::LambdaUrl, Language::English) => "linger, `lambda-url`",
        (Edge::LambdaUrl, Language::Korean) => "linger `lambda-url`",
        (Edge::HttpApi, Language::English) => "linger, `http-api`: a domain of your own",
        (Edge::HttpApi, Language::Korean) => "linger `http-api`: 자기 도메인",
        (Edge::RestFirehose, Language::English) => "linger, `rest-firehose`: no function answers the page",
        (Edge::RestFirehose, Language::Korean) => "linger `rest-firehose`: 페이지에 답하는 함수 없음",
        (Edge::Direct, Language::English) => "linger, `direct`: the page writes to Firehose itself",
        (Edge::Direct, Language::Korean) => "linger `direct`: 페이지가 Firehose에 직접 씀",
        (Edge::Server, Language::English) => "linger, `server`, without the host",
        (Edge::Server, Language::Korean) => "linger `server`, 호스트 비용 제외",
    }
}

/// What docs/cost.md has of figures: the comparison, whole bills, the prices.
#[must_use]
pub fn reference() -> String {
    let prices = Prices::built_in();
    let mut text = String::new();
    compared(&mut text, &prices);
    for (sessions, region) in
        [(1_000_000, Region::UsEast1), (1_000_000, Region::ApNortheast2), (30_000, Region::ApNortheast2)]
    {
        whole(&mut text, &prices, sessions, region);
    }
    table(&mut text, &prices);
    text
}

fn compared(text: &mut String, prices: &Prices) {
    text.push_str("### The way in, by how it is built\n\n| mode | $ |\n|---|--:|\n");
    for Compared { way, usd } in compare(prices, &month(|_| ())) {
        row(text, described(way), usd);
    }
}

const fn described(way: Way) -> &'static str {
    match way {
        Way::RestPerEvent => "REST API, one call and one record per event (what most tutorials build)",
        Way::RestPerBatch => "REST API per batch, VTL one record per event",
        Way::FunctionPerEvent => "Lambda URL, one record per event",
        Way::GuestPerEvent => "Cognito direct, one record per event (what the AWS SDK tutorial builds)",
        Way::FunctionPacked => "Lambda URL, one packed record per POST",
        Way::GuestPacked => "Cognito direct, one packed record per POST, without the transformation",
        Way::ServerPacked => "server, records packed to 50 KB or more, without the host",
    }
}

fn whole(text: &mut String, prices: &Prices, sessions: u64, region: Region) {
    let month = month(|given| {
        given.sessions = sessions;
        given.replica = true;
        region.as_str().clone_into(&mut given.region);
    });
    let bills: Vec<Bill> = Edge::ALL.map(|edge| bill(prices, &month, edge)).into();
    let counted = super::compare::counted(super::month::float(sessions));
    write!(text, "\n### {counted} sessions a month in {}, with a replica\n\n", region.as_str())
        .expect(TO_STRING);
    text.push_str(&markdown(&bills));
}

fn table(text: &mut String, prices: &Prices) {
    text.push_str("\n### The prices\n\nOf the first unit; what has steps is counted by its steps.\n\n");
    text.push_str("| what | unit | us-east-1, $ | | ap-northeast-2, $ | | AWS's page |\n|---|---|--:|---|--:|---|---|\n");
    for item in Item::ALL {
        let [here, there] = Region::ALL.map(|region| prices.price(item, region));
        let known = |price: &super::Price| format!("{} {}", price.standing.as_str(), price.date);
        writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | [source]({}) |",
            item.name(),
            prices.unit(item),
            plain(here.first_usd()),
            known(here),
            plain(there.first_usd()),
            known(there),
            prices.source(item)
        )
        .expect(TO_STRING);
    }
}

/// A price without an exponent and without zeros that say nothing.
fn plain(usd: f64) -> String {
    let digits = format!("{usd:.10}");
    digits.trim_end_matches('0').trim_end_matches('.').to_owned()
}
