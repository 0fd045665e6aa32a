//! `linger serve`, from ready to gone.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::child::{BATCH, Place, text, within};

/// What the dashboard promises a busy machine.
const SHOWN_BOUND: Duration = Duration::from_secs(10);

#[test]
fn it_prints_four_addresses_and_all_of_them_answer() {
    let place = Place::new();
    let serving = place.serve(&[]);
    let host = serving.host().to_owned();
    let expected = [
        format!("menu       http://{host}/?table=12"),
        format!("dashboard  http://{host}/dashboard"),
        format!("API        http://{host}/api/v1/views"),
        format!("codes      http://{host}/qr"),
    ];
    assert_eq!(serving.addresses, expected);
    assert!(serving.get("/?table=12").ends_with("<title>menu</title>"));
    assert!(
        serving.get("/dashboard").contains("location: /dashboard/\r\n"),
        "the page's own links are relative"
    );
    assert!(serving.get("/qr").contains("location: /qr/\r\n"));
    assert!(serving.get("/qr/").ends_with("<title>codes</title>"));
    assert!(serving.get("/dashboard/").ends_with("<title>dashboard</title>"));
    assert!(serving.get("/api/v1/views").contains("\"views\":[{\"name\":\"sections\""));
    assert!(serving.get("/livez").starts_with("HTTP/1.1 200 "));
    assert_eq!(serving.stop("-TERM").0.code(), Some(0));
}

#[test]
fn with_a_reader_key_the_answers_are_its_holder_s_and_the_pages_everybody_s() {
    let place = Place::new();
    let key = "0123456789abcdef0123";
    let serving = place.serve(&["--reader-keys", key]);
    assert!(serving.get("/api/v1/views").starts_with("HTTP/1.1 401 "));
    let head = format!(
        "GET /api/v1/views HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {key}\r\n\r\n"
    );
    assert!(serving.send(&head).starts_with("HTTP/1.1 200 "));
    assert!(serving.get("/dashboard/").starts_with("HTTP/1.1 200 "));
    assert!(serving.post("/v1/batches", BATCH).starts_with("HTTP/1.1 202 "), "pages have no key");
    assert_eq!(serving.stop("-TERM").0.code(), Some(0));
}

#[test]
fn files_have_their_content_types_and_are_checked_each_time() {
    let place = Place::new();
    let serving = place.serve(&[]);
    for (path, content_type) in [
        ("/", "text/html"),
        ("/sdk/linger.js", "text/javascript"),
        ("/sdk/linger_bg.wasm", "application/wasm"),
    ] {
        let response = serving.get(path);
        assert!(response.contains(&format!("\r\ncontent-type: {content_type}\r\n")), "{path}: {response}");
        assert!(response.contains("\r\ncache-control: no-cache\r\n"), "{path}: {response}");
    }
    assert!(serving.get("/nothing").starts_with("HTTP/1.1 404 "));
    assert!(serving.get("/../data/lake").starts_with("HTTP/1.1 404 "));
}

#[test]
fn what_was_accepted_is_in_the_lake_after_a_signal() {
    for signal in ["-TERM", "-INT"] {
        let place = Place::new();
        let serving = place.serve(&[]);
        let response = serving.post("/v1/batches", BATCH);
        assert!(response.starts_with("HTTP/1.1 202 "), "{response}");
        // The answer says that it is on the disk; the lake has it when its file is full enough or half a second old.
        let sections = "/api/v1/views/sections?site=demo&table=12";
        let deadline = Instant::now() + SHOWN_BOUND;
        while !serving.get(sections).contains("\"target\":\"mains\"") {
            assert!(Instant::now() < deadline, "{}", serving.get(sections));
        }
        let (exit, said) = serving.stop(signal);
        assert_eq!((exit.code(), said.as_str()), (Some(0), ""), "{signal}");
        let report = place.run(&["report", "--view", "sections", "--format", "json"]);
        let report: Value = serde_json::from_slice(&report.stdout).expect("the report is JSON");
        let targets = [&report["rows"][0]["target"], &report["rows"][1]["target"]];
        assert_eq!(targets, ["mains", "starters"], "{signal}");
        assert_eq!(report["rows"][0]["dwell_ms"], 11000);
    }
}

/// A batch waits for the lake's flush; a signal in that moment must not cost it its answer.
#[test]
fn a_batch_that_waits_for_its_answer_when_the_signal_comes_gets_it() {
    let place = Place::new();
    let serving = place.serve(&[]);
    let mut stream = serving.connect();
    let length = BATCH.len();
    let head = "POST /v1/batches HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nExpect: 100-continue\r\n";
    write!(stream, "{head}Content-Length: {length}\r\n\r\n").expect("the head is taken");
    let mut go_on = [0; 25];
    stream.read_exact(&mut go_on).expect("the request has reached the collector");
    assert!(go_on.starts_with(b"HTTP/1.1 100 Continue"));
    stream.write_all(BATCH.as_bytes()).expect("the body is taken");
    let (exit, said) = serving.stop("-TERM");
    assert_eq!((exit.code(), said.as_str()), (Some(0), ""));
    let response = within(move || {
        let mut response = String::new();
        stream.read_to_string(&mut response).map(|_| response)
    });
    let response = response.expect("the answer arrives");
    assert!(response.starts_with("HTTP/1.1 202 "), "{response}");
    let summary = place.run(&["report", "--view", "summary", "--format", "csv"]);
    assert!(text(&summary.stdout).contains("\r\n1,1,5,4,17000,0,0,1,"), "{}", text(&summary.stdout));
}

#[test]
fn a_taken_port_is_evaded_if_asked_and_that_is_said() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = taken.local_addr().expect("it is bound").to_string();
    let place = Place::new();
    let serving = place.serve(&["--listen", &address, "--port-fallback"]);
    assert_ne!(serving.host(), address);
    assert!(serving.get("/livez").starts_with("HTTP/1.1 200 "));
    let (port, instead) = (address.rsplit(':').next(), serving.host().rsplit(':').next().map(str::to_owned));
    let said = format!(
        "port {} is taken; listening on {} instead\n",
        port.unwrap_or(""),
        instead.unwrap_or_default()
    );
    assert_eq!(serving.stop("-TERM").1, said);
}

#[test]
fn the_file_s_settings_hold_and_flags_override_them() {
    let place = Place::new();
    place.write("pages/index.html", "<title>other</title>");
    place.write(
        "linger.toml",
        "listen = \"127.0.0.1:1\"\ndata = \"kept\"\nwww = \"pages\"\n[[site]]\nkey = \"demo\"\norigins = \
         [\"https://menu.example\"]\n[[site]]\nkey = \"open\"\norigins = [\"*\"]\n",
    );
    let serving = place.serve(&[]);
    assert!(serving.get("/").ends_with("<title>other</title>"));
    assert!(serving.post("/v1/batches", BATCH).starts_with("HTTP/1.1 202 "));
    let open = BATCH.replace("\"site\":\"demo\"", "\"site\":\"open\"");
    assert!(serving.post("/v1/batches", &open).starts_with("HTTP/1.1 202 "));
    assert_eq!(serving.stop("-TERM").0.code(), Some(0));
    assert!(place.path("kept/lake").is_dir());
    let only = place.serve(&["--site", "bistro"]);
    assert!(only.post("/v1/batches", BATCH).starts_with("HTTP/1.1 404 "), "flags replace the file's sites");
}
