//! The report as one file to send by mail: no script, nothing fetched, every value escaped. It is XML as well, so that
//! a parser can hold it to that.

mod escape;
mod view;

use linger_insights::{Answer, LeftOut};

use super::look::Look;
use super::moment::moment;
use super::words::condition;
use escape::escaped;

const STYLE: &str = include_str!("report.css");

/// What may be loaded, for whatever shows the file: nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The whole document. `conditions` are names and values that the figures were narrowed by.
pub(super) fn document(answers: &[Answer], conditions: &[(&str, &str)], look: &Look) -> String {
    let language = look.language;
    let title = language.of("What guests look at", "손님이 보는 곳");
    let (tag, head) = (language.tag(), head(answers, conditions, look));
    let views: String = answers.iter().map(|answer| view::section(answer, look)).collect();
    let foot = language.of(
        "Counted by linger without cookies, names or addresses. Times are of pages, not of persons.",
        "linger가 쿠키, 이름, 주소 없이 셌습니다. 사람이 아니라 페이지의 시간입니다.",
    );
    format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\" />\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\" />\n<meta name=\"color-scheme\" content=\"light dark\" \
         />\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\" \
         />\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n{head}\
         </header>\n<main>\n{views}{}</main>\n<footer><p>{foot}</p></footer>\n</body>\n</html>",
        lacking(answers, look),
    )
}

/// Which events these are, and when they were counted.
fn head(answers: &[Answer], conditions: &[(&str, &str)], look: &Look) -> String {
    let at_ms = answers.first().map_or(0, |answer| answer.generated_at_ms);
    let when = look.language.of("Counted", "집계");
    let all = look.language.of("All visits", "모든 방문");
    let narrowed: Vec<String> = conditions
        .iter()
        .map(|(name, value)| format!("<b>{}</b> {}", escaped(condition(name, look.language)), escaped(value)))
        .collect();
    let narrowed = if narrowed.is_empty() { all.to_owned() } else { narrowed.join(", ") };
    format!("<p>{narrowed}</p>\n<p>{when} {}</p>\n", moment(at_ms))
}

/// The files that could not be read, each once.
fn lacking(answers: &[Answer], look: &Look) -> String {
    let mut files: Vec<&LeftOut> = answers.iter().flat_map(|answer| &answer.left_out).collect();
    files.sort_by(|one, other| one.file.cmp(&other.file));
    files.dedup_by(|one, other| one.file == other.file);
    if files.is_empty() {
        return String::new();
    }
    let title = look.language.of("What these figures lack", "이 집계에 빠진 것");
    let listed =
        files.iter().map(|left| format!("<li>{}: {}</li>\n", escaped(&left.file), escaped(&left.reason)));
    format!("<section>\n<h2>{title}</h2>\n<ul>\n{}</ul>\n</section>\n", listed.collect::<String>())
}
