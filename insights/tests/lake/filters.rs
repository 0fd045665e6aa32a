//! What a filter's parameters may be.

use linger_insights::{Bots, Device, Filter, View};

fn problems(pairs: &[(&str, &str)]) -> Vec<String> {
    let problems = Filter::from_pairs(pairs.iter().copied()).expect_err("something is wrong");
    problems.iter().map(ToString::to_string).collect()
}

fn from_ms(value: &str) -> Option<i64> {
    Filter::from_pairs([("from", value)]).expect("the filter is sound").from_ms
}

fn to_ms(value: &str) -> Option<i64> {
    Filter::from_pairs([("to", value)]).expect("the filter is sound").to_ms
}

#[test]
fn times_are_milliseconds_dates_or_rfc_3339() {
    assert_eq!(from_ms("1795305600000"), Some(1_795_305_600_000));
    assert_eq!(from_ms("2026-11-22"), Some(1_795_305_600_000));
    assert_eq!(from_ms("2026-11-22T09:00:00.5+09:00"), Some(1_795_305_600_500));
    assert_eq!(to_ms("2026-11-22T00:00:00Z"), Some(1_795_305_600_000));
    assert_eq!(to_ms("2026-11-22"), Some(1_795_392_000_000), "a day named as the end is included");
}

#[test]
fn an_empty_value_is_none() {
    let filter = Filter::from_pairs([("site", ""), ("from", ""), ("to", ""), ("menu", "")]);
    assert_eq!(filter, Ok(Filter::default()));
}

#[test]
fn all_problems_are_reported_together() {
    let found =
        problems(&[("sit", "demo"), ("from", "yesterday"), ("lang", "ko"), ("lang", "en"), ("to", "99x")]);
    assert_eq!(found.len(), 4, "{found:#?}");
    assert_eq!(
        found[0],
        "sit: there is no such parameter; the parameters are site, from, to, menu, table, lang, device, bots"
    );
    assert!(found[1].starts_with("from: `yesterday` is no time; give milliseconds since 1970"));
    assert_eq!(found[2], "lang: given more than once; give it once");
    assert!(found[3].starts_with("to: `99x` is no time"));
}

#[test]
fn from_after_to_is_said() {
    assert_eq!(problems(&[("to", "5"), ("from", "6")]), ["from: lies after `to` (6 > 5); swap them"]);
    assert!(Filter::from_pairs([("from", "5"), ("to", "5")]).is_ok());
}

#[test]
fn the_ends_of_time_are_times() {
    for end in [("from", "-9223372036854775808"), ("to", "9223372036854775807")] {
        assert!(Filter::from_pairs([end]).is_ok(), "{end:?}");
    }
}

#[test]
fn a_range_of_over_a_century_is_refused_and_one_of_a_century_is_not() {
    let said = "to: lies over a century (36525 days) after `from`; leave one of them out";
    assert_eq!(problems(&[("from", "-9223372036854775808"), ("to", "9223372036854775807")]), [said]);
    assert_eq!(problems(&[("from", "1926-11-22T00:00:00Z"), ("to", "2026-11-22T00:00:00.001Z")]), [said]);
    let century = [("from", "1926-11-22T00:00:00Z"), ("to", "2026-11-22T00:00:00Z")];
    assert!(Filter::from_pairs(century).is_ok());
}

#[test]
fn devices_and_bots_are_of_a_few_words() {
    let found = problems(&[("device", "tablet"), ("bots", "yes")]);
    assert_eq!(found[0], "device: `tablet` is none; give phone, computer, other, bot");
    assert_eq!(found[1], "bots: `yes` is none; give without, with, only");
    let filter = Filter::from_pairs([("device", "phone"), ("bots", "only")]).expect("both are known");
    assert_eq!((filter.device, filter.bots), (Some(Device::Phone), Some(Bots::Only)));
}

#[test]
fn programs_count_only_where_they_are_asked_for() {
    let bots = |pairs: &[(&str, &str)], view| {
        Filter::from_pairs(pairs.iter().copied()).expect("the filter is sound").bots(view)
    };
    assert_eq!(bots(&[], View::Sections), Bots::Without);
    assert_eq!(bots(&[], View::Quality), Bots::With);
    assert_eq!(bots(&[("device", "bot")], View::Sections), Bots::With);
    assert_eq!(bots(&[("bots", "without")], View::Quality), Bots::Without);
}
