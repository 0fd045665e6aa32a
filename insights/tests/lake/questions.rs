//! What single views ask for beside the filter.

use linger_insights::{Question, View};

fn problems(view: View, pairs: &[(&str, &str)]) -> Vec<String> {
    let problems = Question::from_pairs(view, pairs.iter().copied()).expect_err("something is wrong");
    problems.iter().map(ToString::to_string).collect()
}

fn sound(view: View, pairs: &[(&str, &str)]) -> Question {
    Question::from_pairs(view, pairs.iter().copied()).expect("nothing is wrong")
}

#[test]
fn each_view_takes_its_own_parameters_and_the_filter_s() {
    let times = sound(View::Times, &[("utc_offset_minutes", "-840"), ("table", "3")]);
    assert_eq!((times.details.utc_offset_minutes, times.filter.table.as_deref()), (-840, Some("3")));
    assert_eq!(sound(View::Funnel, &[("event", "call")]).details.event, "call");
    assert_eq!(sound(View::Matrix, &[("event", "")]).details.event, "order", "an empty value is none");
}

#[test]
fn a_parameter_of_another_view_is_refused_and_its_views_are_named() {
    assert_eq!(
        problems(View::Sections, &[("event", "order"), ("utc_offset_minutes", "540")]),
        [
            "event: sections does not take it; leave it out, or ask funnel or matrix",
            "utc_offset_minutes: sections does not take it; leave it out, or ask times or days",
        ]
    );
}

#[test]
fn an_unknown_parameter_is_told_all_that_the_view_takes() {
    assert_eq!(
        problems(View::Days, &[("utc", "540"), ("from", "noon")])[0],
        "utc: there is no such parameter; the parameters are utc_offset_minutes, site, from, to, menu, table, lang, \
         device, bots"
    );
}

#[test]
fn an_offset_is_whole_minutes_of_at_most_fourteen_hours() {
    for value in ["841", "-841", "9h", "1.5", "99999999999999999999"] {
        let said = format!(
            "utc_offset_minutes: `{value}` is no offset; give minutes from -840 to 840 (540 in Seoul)"
        );
        assert_eq!(problems(View::Times, &[("utc_offset_minutes", value)]), [said]);
    }
    let twice = [("utc_offset_minutes", "1"), ("utc_offset_minutes", "1")];
    assert_eq!(problems(View::Times, &twice), ["utc_offset_minutes: given more than once; give it once"]);
}

#[test]
fn compare_wants_two_versions_that_differ_and_no_menu() {
    let needed = "compare needs it; give a version of the menu (the view menus lists them)";
    assert_eq!(problems(View::Compare, &[]), [format!("menu_a: {needed}"), format!("menu_b: {needed}")]);
    assert_eq!(
        problems(View::Compare, &[("menu_a", "x"), ("menu_b", "x"), ("menu", "x")]),
        [
            "menu: compare takes two versions; give them as menu_a and menu_b",
            "menu_b: is the same as menu_a; give another version",
        ]
    );
    let question = sound(View::Compare, &[("menu_a", "x"), ("menu_b", "y")]);
    assert_eq!(
        (question.details.menu_a.as_deref(), question.details.menu_b.as_deref()),
        (Some("x"), Some("y"))
    );
}
