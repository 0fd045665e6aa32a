//! The views over HTTP, for the dashboard.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use serde::Serialize;

use crate::answer::Answer;
use crate::insights::Insights;
use crate::parameter::{FilterProblem, PARAMETERS, Parameter};
use crate::problem::Problem;
use crate::question::{self, Question};
use crate::view::{Column, View};

const FORMAT: Parameter = Parameter { name: "format", meaning: "json (default) or csv" };

/// `GET /api/v1/views` names the views, their columns and the parameters; `GET /api/v1/views/{view}` answers one.
/// Errors are problem documents (RFC 9457). Nothing is cached.
pub fn api(insights: Arc<Insights>) -> Router {
    api_with_clock(insights, wall_clock)
}

/// The same with a clock of the caller's: milliseconds since 1970.
pub fn api_with_clock(insights: Arc<Insights>, now_ms: fn() -> i64) -> Router {
    Router::new()
        .route("/api/v1/views", get(views).fallback(wrong_method))
        .route("/api/v1/views/{view}", get(answer).fallback(wrong_method))
        .route("/api/{*path}", any(unknown_path))
        .with_state(Api { insights, now_ms })
}

fn wall_clock() -> i64 {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX)
}

#[derive(Clone)]
struct Api {
    insights: Arc<Insights>,
    now_ms: fn() -> i64,
}

#[derive(Serialize)]
struct Views {
    views: Vec<Described>,
    parameters: Vec<Parameter>,
}

#[derive(Serialize)]
struct Described {
    name: &'static str,
    columns: &'static [Column],
    /// All that it takes but the format.
    parameters: Vec<Parameter>,
}

#[derive(Clone, Copy)]
enum Format {
    Json,
    Csv,
}

async fn views() -> Response {
    let views = View::ALL.map(described);
    let parameters = PARAMETERS.into_iter().chain([FORMAT]).collect();
    let body = serde_json::to_string(&Views { views: views.into(), parameters });
    fresh("application/json", body.expect("views have only text"))
}

fn described(view: View) -> Described {
    Described { name: view.name(), columns: view.columns(), parameters: question::parameters(view) }
}

async fn answer(
    State(api): State<Api>,
    Path(view): Path<String>,
    pairs: Result<Query<Vec<(String, String)>>, QueryRejection>,
) -> Result<Response, Problem> {
    let view: View = view.parse()?;
    let (question, format) = request(view, pairs).map_err(Problem::parameters)?;
    let answer = api.insights.ask(&question, (api.now_ms)()).await?;
    Ok(match format {
        Format::Json => fresh("application/json", answer.to_json()),
        Format::Csv => csv(&answer),
    })
}

async fn unknown_path(uri: Uri) -> Problem {
    Problem::unknown_path(uri.path())
}

async fn wrong_method() -> Response {
    ([(header::ALLOW, "GET, HEAD")], Problem::wrong_method()).into_response()
}

fn request(
    view: View,
    pairs: Result<Query<Vec<(String, String)>>, QueryRejection>,
) -> Result<(Question, Format), Vec<FilterProblem>> {
    let Query(pairs) = pairs.map_err(|rejection| vec![FilterProblem::new("query", rejection.body_text())])?;
    let (formats, pairs): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(name, _)| name == FORMAT.name);
    let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    match (Question::from_pairs(view, pairs), format(&formats)) {
        (Ok(question), Ok(format)) => Ok((question, format)),
        (question, format) => Err(question.err().into_iter().flatten().chain(format.err()).collect()),
    }
}

fn format(given: &[(String, String)]) -> Result<Format, FilterProblem> {
    match given {
        [] => Ok(Format::Json),
        [(_, value)] => match value.as_str() {
            "" | "json" => Ok(Format::Json),
            "csv" => Ok(Format::Csv),
            other => Err(FilterProblem::new(
                FORMAT.name,
                format!("`{other}` is no format; the formats are json, csv"),
            )),
        },
        _ => Err(FilterProblem::given_twice(FORMAT.name)),
    }
}

/// CSV has no place for the files left out; their number goes beside it.
fn csv(answer: &Answer) -> Response {
    let left_out = [("linger-left-out", answer.left_out.len().to_string())];
    (left_out, fresh("text/csv; charset=utf-8", answer.to_csv())).into_response()
}

fn fresh(content_type: &'static str, body: String) -> Response {
    ([(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, "no-store")], body).into_response()
}
