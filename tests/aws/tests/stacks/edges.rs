//! From the SDK in Chromium through each edge to Athena. What a page of another origin may do is seen in the same place.

use linger_tests_aws::http;
use linger_tests_aws::server::Server;

use crate::dwell;
use crate::guest::{Guest, batches, reads_of_json, records};
use crate::place::Place;
use crate::told::Sent;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_function_url_takes_a_visit_to_athena_and_a_stranger_nowhere() {
    let place = Place::with("lambda-url");
    let guest = Guest::sits_down().await;
    let sent = a_visit_and_a_stranger(&place, &guest, &place.endpoint(), 200).await;
    preflights(&place, &guest, &place.endpoint()).await;
    let athena = place.account.athena(&place.pipeline);
    dwell::is_summed(&athena, &sent);
    dwell::every_view_answers(&athena);
    guest.phone.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_http_api_takes_a_visit_to_athena_and_a_stranger_nowhere() {
    let place = Place::with("http-api");
    let guest = Guest::sits_down().await;
    // Preflights are not tried here: the emulator answers them itself, where AWS would hand them to the function.
    let _ = a_visit_and_a_stranger(&place, &guest, &place.endpoint(), 200).await;
    guest.phone.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_with_a_guests_keys_takes_a_visit_to_athena_and_a_stranger_nowhere() {
    let place = Place::with("server");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let server = Server::start(folder.path(), &server_settings(&place));
    let guest = Guest::sits_down().await;
    let _ = a_visit_and_a_stranger(&place, &guest, &server.endpoint(), 202).await;
    preflights(&place, &guest, &server.endpoint()).await;
    guest.phone.close().await;
}

/// The customer's page is told that its batches are taken, and all of them are. A stranger's page is told that they are not
/// (decision 0011 has why it may read that), and nothing of it is stored.
async fn a_visit_and_a_stranger(place: &Place, guest: &Guest, endpoint: &str, taken: u16) -> Vec<Sent> {
    let attributes = [("data-endpoint", endpoint)];
    let posts = guest.reads(&place.menu, &attributes).await;
    assert_eq!(posts[0].status, taken, "{posts:?}");
    let refused = guest.reads(&place.stranger, &attributes).await;
    assert_eq!(refused[0].status, 403, "{refused:?}");
    let sent = batches(&posts);
    place.tells(&sent);
    sent
}

/// The SDK needs no preflight; other scripts of the customer's page may send JSON, and those of a stranger's may not.
async fn preflights(place: &Place, guest: &Guest, endpoint: &str) {
    let read = [
        reads_of_json(&guest.phone, &place.menu, endpoint).await,
        reads_of_json(&guest.phone, &place.stranger, endpoint).await,
    ];
    assert_eq!(read, [400, 0], "no batch, and no answer to a preflight");
}

/// For a collector beside which nothing is installed: a guest of the stack's pool.
fn server_settings(place: &Place) -> String {
    let (pool, stream) = (place.edge.output("IdentityPoolId"), place.pipeline.0.output("StreamName"));
    let (region, endpoint) = (place.account.owner.caller().region(), place.account.emulator.endpoint());
    let menu = place.menu.name();
    format!(
        r#"
listen = "127.0.0.1:0"
data = "data"
sink = "firehose"
firehose = {{ stream = "{stream}", region = "{region}", endpoint = "{endpoint}" }}
credentials = {{ from = "cognito", identity_pool = "{pool}", endpoint = "{endpoint}" }}
[delivery]
flush_age_ms = 500
[[site]]
key = "bistro"
origins = ["{menu}"]
"#
    )
}

/// API Gateway's own call of Firehose is not executed by the emulator; what it would send is seen in tests/vtl.
#[test]
fn an_api_without_a_function_grants_preflights_to_its_one_origin() {
    let place = Place::with("rest-firehose");
    let endpoint = place.endpoint();
    let (host, path) = endpoint.trim_start_matches("http://").split_once('/').expect("an address");
    let asked = [("host", host), ("origin", &place.menu.name()), ("access-control-request-method", "POST")];
    let address = place.account.emulator.address();
    let answer = http::call(address, "OPTIONS", &format!("/{path}"), &asked, b"").expect("an answer");
    assert_eq!(answer.status, 204, "{}", answer.text());
    assert_eq!(answer.header("access-control-allow-origin"), Some(&*place.menu.name()));
    assert_eq!(answer.header("access-control-allow-methods"), Some("POST"));
}

/// There is no stranger here: whoever knows the pool may write (docs/direct.md).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_takes_its_visit_to_athena_without_any_server() {
    let place = Place::with("direct");
    let guest = Guest::sits_down().await;
    let (settings, emulator) = (place.edge.output("PageSettings"), place.account.emulator.endpoint());
    let here = [("data-cognito-endpoint", &*emulator), ("data-firehose-endpoint", &*emulator)];
    let posts = guest.reads(&place.menu, &[&attributes(&settings)[..], &here].concat()).await;
    assert_eq!(posts[0].status, 200, "{posts:?}");
    let lines = records(&posts);
    let sent: Vec<Sent> = lines.iter().map(|line| (line.header.clone(), line.events.clone())).collect();
    // What a collector adds elsewhere is the page's own here: the transformation leaves it as it is.
    assert_eq!(place.tells(&sent), lines);
    guest.phone.close().await;
}

/// Of a script's tag, as the stack writes them: none has a space in it.
fn attributes(written: &str) -> Vec<(&str, &str)> {
    let attributes = written.split(' ').map(|text| text.split_once('=').expect("an attribute has a value"));
    attributes.map(|(name, value)| (name, value.trim_matches('"'))).collect()
}
