//! `linger check`, `linger spool inspect` and `linger replay`, as far as they are about settings.

use crate::child::{Place, text};

/// The row of a key, as words.
fn row(listing: &str, key: &str) -> String {
    let found = listing.lines().find(|line| line.split_whitespace().next() == Some(key));
    let line = found.unwrap_or_else(|| panic!("{key} is not listed:\n{listing}"));
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_key_is_listed_with_what_it_holds_and_from_where() {
    let place = Place::new();
    place.write("linger.toml", "# a menu\ndata = \"of-file\"\n[spool]\nbytes_max = 67108864\n");
    let keys = "0123456789abcdef0123,another-key-of-the-house";
    let output = place.run(&["check", "--log-level", "warn", "--reader-keys", keys]);
    let listing = text(&output.stdout);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    assert_eq!(row(&listing, "data"), "data \"of-file\" linger.toml:2");
    assert_eq!(row(&listing, "spool.folder"), "spool.folder \"of-file/spool\" default");
    assert_eq!(row(&listing, "spool.bytes_max"), "spool.bytes_max 67108864 linger.toml:4");
    assert_eq!(row(&listing, "log.level"), "log.level \"warn\" --log-level");
    assert_eq!(row(&listing, "reader_keys"), "reader_keys (not shown) --reader-keys");
    assert_eq!(row(&listing, "tls.key"), "tls.key – default");
    assert!(!place.path("of-file").exists(), "a check makes nothing");
}

#[test]
fn wrong_settings_are_told_at_once_and_end_with_2() {
    let place = Place::new();
    place.write("linger.toml", "sink = \"firehose\"\n[spool]\nbytes = 5\n");
    let output = place.run(&["check", "--live", "--edge-http2", "maybe"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(text(&output.stdout).contains("spool.bytes_max"), "the listing helps to see why");
    let parts: Vec<&str> = said.trim_end().split("\n  - ").collect();
    assert_eq!(parts[0], "linger check: the settings are wrong:");
    assert_eq!(parts.len(), 6, "{said}");
    assert!(parts[1].starts_with("linger.toml:3: there is no key `spool.bytes`;"), "{said}");
    assert!(parts[2].starts_with("command line: `--edge-http2` is \"maybe\";"), "{said}");
}

#[test]
fn what_the_settings_name_is_tried_and_each_failure_says_what_to_do() {
    let place = Place::new();
    let output = place.run(&["check", "--live"]);
    let shown = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{shown}");
    assert!(shown.contains(" ok      data folder "), "{shown}");
    assert!(shown.contains("; it will be made"), "{shown}");
    assert!(!place.path("data").exists(), "a check makes nothing");

    place.write("occupied", "a file where a folder should be");
    let output = place.run(&[
        "check",
        "--live",
        "--spool-folder",
        "occupied/spool",
        "--tls-certificate",
        "none.pem",
        "--tls-key",
        "occupied",
    ]);
    let shown = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{shown}");
    assert_eq!(text(&output.stderr).trim(), "linger: 3 of 5 trials failed");
    assert!(shown.contains(" FAILED  spool folder       occupied/spool cannot be written"), "{shown}");
    assert!(shown.contains(" FAILED  certificate        none.pem cannot be read"), "{shown}");
    assert!(shown.contains(" FAILED  its key            occupied holds no PEM block;"), "{shown}");
}

#[test]
fn a_spool_that_is_not_there_is_no_failure() {
    let output = Place::new().run(&["spool", "inspect", "--data", "nowhere"]);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(0), ""));
    assert!(text(&output.stderr).contains("there is no spool at nowhere/spool"));
}

#[test]
fn a_choice_that_makes_no_sense_is_refused_before_anything_is_read() {
    let place = Place::new();
    let output = place.run(&["replay", "--from", "yesterday", "--to", "2026-11-22"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--from: `yesterday` is no time;"), "{}", text(&output.stderr));
    let output = place.run(&["replay", "--reason", "bad-luck"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("too_large, refused, exhausted, expired, damaged"));
}
