//! Bills: the known ones to the cent, and what holds for all.

use linger_deploy::cost::{
    Compared, Edge, Given, Kind, Month, Prices, RECORD_UNIT_BYTES, Region, Standing, bill, billed_bytes,
    compare, csv, json, markdown,
};
use proptest::prelude::*;

fn month(change: impl FnOnce(&mut Given)) -> Month {
    let mut given = Given::default();
    change(&mut given);
    given.month(&[]).expect("the month can be")
}

#[test]
fn the_known_ways_cost_what_is_known_to_the_cent() {
    let compared = compare(&Prices::built_in(), &month(|_| ()));
    let cents: Vec<String> = compared.iter().map(|Compared { usd, .. }| format!("{usd:.2}")).collect();
    assert_eq!(cents, ["74.48", "14.98", "5.18", "4.48", "1.37", "0.67", "0.28"]);
}

#[test]
fn the_ways_in_of_the_bill_are_those_of_the_comparison() {
    let (prices, month) = (Prices::built_in(), month(|_| ()));
    let way_in = |edge| format!("{:.2}", bill(&prices, &month, edge).way_in_usd());
    assert_eq!(way_in(Edge::LambdaUrl), "1.37");
    assert_eq!(way_in(Edge::HttpApi), "4.37");
    assert_eq!(way_in(Edge::Server), "0.28");
    // With the transformation, at most 48,922 calls: a minute's worth, and one for each megabyte.
    assert_eq!(way_in(Edge::Direct), "0.69");
    assert_eq!(way_in(Edge::RestFirehose), "11.19");
}

#[test]
fn a_query_is_billed_ten_megabytes_at_least() {
    let month = month(|given| {
        given.sessions = 1;
        given.queries = 1_048_576;
    });
    let bill = bill(&Prices::built_in(), &month, Edge::Server);
    let queries = bill.line(Kind::Queries).expect("it has queries");
    assert!((queries.usd - 50.0).abs() < 1e-9, "2^20 queries of 10 MB are 10 TB: {queries:?}");
}

#[test]
fn small_files_are_neither_tiered_nor_watched() {
    let few = bill(&Prices::built_in(), &month(|given| given.sessions = 1_000), Edge::Server);
    let storing = few.line(Kind::Storing).expect("it has storage");
    assert!(storing.how.contains("0.00 infrequent, 0.00 archive"), "{storing:?}");
    assert!(few.line(Kind::Tiering).expect("it has tiering").how.contains("too small"));
    let many = bill(&Prices::built_in(), &month(|given| given.sessions = 100_000_000), Edge::Server);
    assert!(!many.line(Kind::Storing).expect("it has storage").how.contains("0.00 archive"));
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let given = Given {
        sessions: 0,
        events: 2,
        posts: 3,
        event_bytes: 0,
        region: "eu-central-1".to_owned(),
        transform: Some(false),
        ..Given::default()
    };
    let wrong = given.month(&[Edge::Direct]).expect_err("nothing of it can be");
    let flags: Vec<&str> = wrong.iter().map(|wrong| wrong.flag).collect();
    assert_eq!(flags, ["--sessions", "--event-bytes", "--posts", "--transform", "--region"]);
    let told = wrong.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for part in [
        "0 is outside of 1 to",
        "at most as many as --events",
        "does not go with direct",
        "us-east-1, ap-northeast-2",
    ] {
        assert!(told.contains(part), "{part} is not in {told}");
    }
}

#[test]
fn an_edge_that_is_none_is_told_which_there_are() {
    let said = Edge::of("lambda").expect_err("there is none").to_string();
    assert!(said.contains("lambda-url, http-api, rest-firehose, direct, server"), "{said}");
}

#[test]
fn what_could_not_be_confirmed_is_marked() {
    let seoul = month(|given| Region::ApNortheast2.as_str().clone_into(&mut given.region));
    let bill = bill(&Prices::built_in(), &seoul, Edge::Direct);
    let ingest = bill.line(Kind::Ingest).expect("it has events");
    assert_eq!(ingest.standing, Some(Standing::Unconfirmed));
    assert!(csv(&[bill]).contains("direct,\"Firehose, taking in\","));
}

#[test]
fn programs_read_all_of_it() {
    let (prices, month) = (Prices::built_in(), month(|_| ()));
    let bills = Edge::ALL.map(|edge| bill(&prices, &month, edge));
    let read: serde_json::Value =
        serde_json::from_str(&json(&month, &bills, &compare(&prices, &month))).expect("it is JSON");
    assert_eq!(read["bills"][0]["edge"], "lambda-url");
    assert_eq!(read["month"]["region"], "us-east-1");
    assert_eq!(read["compared"][0]["way"], "rest-per-event");
    let rows: usize = bills.iter().map(|bill| bill.lines.len() + 1).sum();
    assert_eq!(csv(&bills).lines().count(), rows + 1);
    assert!(markdown(&bills).starts_with("| a month, in dollars | lambda-url | http-api |"));
}

fn any_month() -> impl Strategy<Value = Month> {
    let sizes = (1..10_000_000_000_u64, 1..500_u64, 1..2_000_u64, 1..50_u64);
    let kept = (1..4_000_u64, 1..4_000_u64, 1..400_u64, 0..100_000_u64, 1..4_000_u64);
    let people = (0..50_u64, 0..500_u64, any::<bool>(), any::<bool>(), proptest::option::of(0..10_000_u64));
    (sizes, kept, people).prop_map(|(sizes, kept, people)| {
        month(|given| {
            (given.sessions, given.events, given.event_bytes, given.posts) = sizes;
            given.posts = given.posts.min(given.events);
            (
                given.days_kept,
                given.glacier_after_days,
                given.stored_percent,
                given.queries,
                given.query_days,
            ) = kept;
            (given.authors, given.readers, given.replica, _, given.page_kib) = people;
            if people.3 {
                Region::ApNortheast2.as_str().clone_into(&mut given.region);
            }
        })
    })
}

proptest! {
    #[test]
    fn a_record_is_billed_at_least_its_bytes_and_less_than_a_unit_more(bytes in 1..10_000_000_u64) {
        let billed = billed_bytes(bytes);
        prop_assert!(billed >= bytes && billed < bytes + RECORD_UNIT_BYTES);
        prop_assert_eq!(billed % RECORD_UNIT_BYTES, 0);
    }

    #[test]
    fn the_total_is_the_sum_of_lines_none_of_which_gives_money_back(month in any_month()) {
        let prices = Prices::built_in();
        for edge in Edge::ALL {
            let bill = bill(&prices, &month, edge);
            prop_assert!(bill.lines.iter().all(|line| line.usd >= 0.0 && line.usd.is_finite()), "{bill:?}");
            let sum: f64 = bill.lines.iter().map(|line| line.usd).sum();
            prop_assert!((sum - bill.total_usd).abs() <= 1e-9 * sum.max(1.0));
            let mut kinds: Vec<Kind> = bill.lines.iter().map(|line| line.kind).collect();
            kinds.dedup();
            prop_assert_eq!(kinds.len(), bill.lines.len(), "a kind twice");
        }
    }

    /// What grows with each session may fall in nothing but storage: larger files are tiered, smaller ones are not.
    #[test]
    fn more_sessions_never_cost_less_on_their_way_in(month in any_month(), more in 1..1_000_000_u64) {
        let prices = Prices::built_in();
        let larger = Month { sessions: month.sessions + more, ..month.clone() };
        for edge in Edge::ALL {
            let [before, after] = [&month, &larger].map(|month| bill(&prices, month, edge));
            prop_assert!(after.way_in_usd() >= before.way_in_usd());
            for line in &before.lines {
                if !matches!(line.kind, Kind::Storing | Kind::Tiering | Kind::Copying) {
                    let usd = after.line(line.kind).map_or(0.0, |line| line.usd);
                    prop_assert!(usd >= line.usd - 1e-9, "{:?} fell from {} to {usd}", line.kind, line.usd);
                }
            }
        }
    }

    #[test]
    fn no_way_of_ours_is_dearer_than_a_record_for_each_event(month in any_month()) {
        let compared = compare(&Prices::built_in(), &month);
        let usd = |place: usize| compared[place].usd;
        prop_assert!(usd(4) <= usd(2) * 1.000_001 && usd(5) <= usd(3) * 1.000_001);
    }
}
