//! Starts that must not happen: exit code 2, nothing on standard output, and every problem on standard error.

use std::net::TcpListener;

use crate::child::{Place, text};

/// Its problems, one each, as `linger serve` says them.
fn refused(place: &Place, arguments: &[&str]) -> Vec<String> {
    let output = place.run(&[&["serve"], arguments].concat());
    let said = text(&output.stderr);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(2), ""), "{said}");
    let mut parts = said.trim_end().split("\n  - ");
    assert_eq!(parts.next(), Some("linger serve: not started, as"));
    parts.map(str::to_owned).collect()
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    let place = Place::new();
    place.write("occupied", "a file where a folder should be");
    place.write(
        "wrong.toml",
        "listn = \"127.0.0.1:0\"\nsdk = 5\n[[site]]\nkey = \"a\"\nname = \"A\"\n[[site]]\nkey = \"b\"\norigins = \"*\"\n",
    );
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = taken.local_addr().expect("it is bound");
    let problems = refused(
        &place,
        &[
            ["--config", "wrong.toml"],
            ["--listen", &address.to_string()],
            ["--data", "occupied/data"],
            ["--www", "no-pages"],
            ["--sdk", "no-sdk"],
        ]
        .concat(),
    );
    let port = address.port();
    let expected = [
        "wrong.toml:1: there is no key `listn`; did you mean `listen`?".to_owned(),
        "wrong.toml:2: `sdk` is 5; give a path, in quotes".to_owned(),
        "wrong.toml:5: [[site]] number 1: there is no key `name`; the keys are key, origins".to_owned(),
        "wrong.toml:3: [[site]] number 1: `origins` is missing; give both `key` and `origins`".to_owned(),
        "wrong.toml:8: [[site]] number 2: `origins` is \"*\"; give [\"*\"] for any, or a list of texts such as \
         [\"https://menu.example\"]"
            .to_owned(),
        "the page no-pages/index.html is missing; build the pages with `cargo xtask demo`, or name their folder \
         with --www"
            .to_owned(),
        "the SDK's folder no-sdk is missing; build it with `cargo xtask demo`, or name it with --sdk".to_owned(),
        format!("port {port} is taken; stop what listens there, name another with --listen, or pass --port-fallback"),
    ];
    assert_eq!(problems[..8], expected);
    assert!(
        problems[8].starts_with("the lake's folder occupied/data/lake cannot be written"),
        "{}",
        problems[8]
    );
    assert!(problems[9].contains("occupied/data/dead-letters"), "{}", problems[9]);
    assert_eq!(problems.len(), 10);
}

#[test]
fn a_file_that_cannot_be_read_or_is_not_toml_is_named() {
    let place = Place::new();
    place.write("not.toml", "listen = \n");
    let listen = ["--listen", "127.0.0.1:0"];
    let missing = refused(&place, &[&["--config", "missing.toml"], &listen[..]].concat());
    assert!(missing[0].starts_with("missing.toml: the file cannot be read ("), "{missing:?}");
    let broken = refused(&place, &[&["--config", "not.toml"], &listen[..]].concat());
    assert!(
        broken[0].starts_with("not.toml:1: this is not TOML; ") && broken[0].contains("line 1"),
        "{broken:?}"
    );
    assert_eq!((missing.len(), broken.len()), (1, 1));
}

#[test]
fn an_address_that_is_none_is_told_how_one_looks() {
    let problems = refused(&Place::new(), &["--listen", "localhost"]);
    let expected =
        "command line: `--listen` is \"localhost\"; give an IP address and a port, such as 127.0.0.1:8080";
    assert_eq!(problems, [expected]);
}

#[test]
fn sites_that_no_page_could_send_for_are_refused() {
    let place = Place::new();
    place.write(
        "linger.toml",
        "listen = \"127.0.0.1:0\"\n[[site]]\nkey = \"a\"\norigins = [\"https://menu.example/\"]\n[[site]]\nkey = \
         \"b\"\norigins = []\n",
    );
    let problems = refused(&place, &[]);
    assert_eq!(problems.len(), 2, "{problems:#?}");
    assert!(problems[0].contains("https://menu.example/") && problems[1].contains("lists no origin"));
}

#[test]
fn a_sites_wrong_origins_do_not_hide_its_wrong_key() {
    let place = Place::new();
    place.write("linger.toml", "listen = \"127.0.0.1:0\"\n[[site]]\nkey = \"\"\norigins = \"*\"\n");
    let problems = refused(&place, &[]);
    assert_eq!(problems.len(), 2, "{problems:#?}");
    assert!(problems[0].contains("`origins` is \"*\"") && problems[1].contains("a site's key is empty"));
}

#[test]
fn a_stream_is_left_to_the_program_for_streams() {
    let place = Place::new();
    place.write("linger.toml", "listen = \"127.0.0.1:0\"\nsink = \"memory\"\n");
    let problems = refused(&place, &[]);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert!(problems[0].contains("`linger-collector`"), "{problems:?}");
}

#[test]
fn a_lake_that_another_process_writes_is_left_alone() {
    let place = Place::new();
    let first = place.serve(&[]);
    let problems = refused(&place, &["--listen", "127.0.0.1:0"]);
    assert!(problems[0].starts_with("another process writes the lake's folder data/lake;"), "{problems:?}");
    assert_eq!(first.stop("-TERM").0.code(), Some(0));
}

#[test]
fn an_address_that_others_reach_needs_a_reader_key() {
    let problems = refused(&Place::new(), &["--listen", "0.0.0.0:0"]);
    let said = "`listen` is 0.0.0.0:0, which others reach, and anybody could read what was collected: give a key in \
                `reader_keys`";
    assert!(problems.len() == 1 && problems[0].starts_with(said), "{problems:#?}");
}

#[test]
fn a_reader_key_that_does_not_fit_is_not_shown() {
    let problems = refused(&Place::new(), &["--listen", "127.0.0.1:0", "--reader-keys", "hush"]);
    assert_eq!(
        problems,
        [
            "command line: `--reader-keys` is not shown here; give a list in which each is 20 to 128 letters, digits, dots, \
          hyphens, underscores and tildes"
        ]
    );
}
