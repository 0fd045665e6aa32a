//! Settings from all their places: which counts, what is said when something is wrong, and that nothing is missing from
//! the documents made of them.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use linger_collector::edge::Network;
use linger_collector::settings::{
    Credentials, DeadLetterPlace, Fallback, Kind, Place, Reading, SinkName, SourceFile, Sources, keys, read,
};
use linger_collector::{Origins, Site};
use proptest::prelude::*;

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn from(file: &str, environment: &[(&str, &str)], flags: &[(&str, &str)]) -> Reading {
    let file = Some(SourceFile { name: "linger.toml".to_owned(), text: file.to_owned() });
    let (environment, flags) = (pairs(environment), pairs(flags));
    read(&Sources { flags, environment, file, problems: Vec::new() })
}

fn said(reading: &Reading) -> Vec<String> {
    reading.problems.iter().map(ToString::to_string).collect()
}

fn place(reading: &Reading, path: &str) -> Place {
    let held = reading.effective.iter().find(|held| held.key.path == path);
    held.unwrap_or_else(|| panic!("{path} is not listed")).place.clone()
}

#[test]
fn without_anything_the_defaults_hold() {
    let reading = read(&Sources::default());
    assert_eq!(said(&reading), Vec::<String>::new());
    assert_eq!(reading.effective.len(), keys().len());
    let settings = reading.settings;
    assert_eq!(settings.listen, "127.0.0.1:8080".parse::<SocketAddr>().expect("an address"));
    assert_eq!(settings.sites, [Site { key: "demo".to_owned(), origins: Origins::Any }]);
    assert_eq!((settings.sink, settings.credentials), (SinkName::Lake, Credentials::Default));
    assert_eq!(settings.spool.folder, Path::new("data/spool"));
    assert_eq!(settings.dead_letters.to, DeadLetterPlace::Folder(PathBuf::from("data/dead-letters")));
    assert_eq!(settings.delivery.flush_age, Duration::from_millis(500));
    assert_eq!((settings.firehose, settings.kinesis, settings.tls), (None, None, None));
}

#[test]
fn flags_come_before_variables_these_before_the_file_and_that_before_defaults() {
    let file = "data = \"of-file\"\nwww = \"of-file\"\nsdk = \"of-file\"\n";
    let environment = [("LINGER_DATA", "of-variable"), ("LINGER_WWW", "of-variable")];
    let reading = from(file, &environment, &[("data", "of-flag")]);
    let settings = &reading.settings;
    let paths =
        [&settings.data, &settings.pages.www, &settings.pages.sdk].map(|path| path.display().to_string());
    assert_eq!(paths, ["of-flag", "of-variable", "of-file"]);
    assert_eq!(settings.spool.folder, Path::new("of-flag/spool"));
    assert_eq!(place(&reading, "data"), Place::Flag);
    assert_eq!(place(&reading, "www"), Place::Environment("LINGER_WWW".to_owned()));
    assert_eq!(place(&reading, "sdk"), Place::File { name: "linger.toml".to_owned(), line: Some(3) });
    assert_eq!(place(&reading, "listen"), Place::Default);
}

#[test]
fn a_production_file_is_read_whole() {
    let reading = from(
        "sink = \"firehose\"\n\
         [[site]]\nkey = \"bistro\"\norigins = [\"https://menu.example\"]\n\
         [firehose]\nstream = \"linger-events\"\nregion = \"eu-central-1\"\n\
         [credentials]\nfrom = \"cognito\"\nidentity_pool = \"eu-west-1:12345678-1234-1234-1234-123456789012\"\n\
         [spool]\nbytes_max = 0x4000_0000\nage_max_s = 3_600\n\
         [dead_letters]\nto = \"s3://linger-dead/letters/\"\n\
         [edge]\ntrusted_proxies = [\"10.0.0.0/8\", \"::1\"]\nhttp2 = false\naddress_per_s = 0\n\
         [prices]\ningest_per_gb = 0.031\nconversion_per_gb = 0\n",
        &[],
        &[],
    );
    assert_eq!(said(&reading), Vec::<String>::new());
    let settings = reading.settings;
    let stream = settings.firehose.expect("it is given");
    assert_eq!((stream.stream.as_str(), stream.region.as_str()), ("linger-events", "eu-central-1"));
    let Credentials::Cognito { region, cache, .. } = settings.credentials else { panic!("a guest") };
    assert_eq!((region.as_str(), cache), ("eu-west-1", Some(PathBuf::from("data/cognito-identity.json"))));
    assert_eq!((settings.spool.bytes_max, settings.spool.age_max), (1 << 30, Duration::from_hours(1)));
    let bucket = DeadLetterPlace::Bucket { bucket: "linger-dead".to_owned(), prefix: "letters".to_owned() };
    assert_eq!(settings.dead_letters.to, bucket);
    let edge = settings.edge;
    let networks: Vec<Network> = ["10.0.0.0/8", "::1"].map(|text| text.parse().expect("a network")).into();
    assert_eq!(edge.trusted_proxies, networks);
    assert_eq!((edge.http2, edge.address.per_s, edge.site.burst), (false, 0, 5_000));
    assert_eq!((settings.prices.ingest_per_gb, settings.prices.conversion_per_gb), (0.031, 0.0));
    assert_eq!(settings.delivery.flush_age, Duration::from_secs(30));
}

#[test]
fn all_that_is_wrong_anywhere_is_said_at_once() {
    let reading = from(
        "listn = \"127.0.0.1:0\"\n\
         sdk = 5\n\
         sink = \"firehos\"\n\
         spool = 5\n\
         \n\
         [[site]]\nkey = \"a\"\nname = \"A\"\n\
         [[site]]\nkey = \"\"\norigins = \"*\"\n\
         [delivery]\nflush_age = 5\ndrain_ms = -1\n\
         [tls]\nkey = \"key.pem\"\n\
         [colour]\nmenu = \"red\"\n",
        &[
            ("LINGER_SPOOL_BYTES_MAX", "1 GiB"),
            ("LINGER_SPOL_FOLDER", "spool"),
            ("LINGER_EDGE_TRUSTED_PROXIES", "10.0.0.0/8,proxy"),
            ("LINGER_EDGE_HTTP2", "yes"),
        ],
        &[("listen", "localhost")],
    );
    let expected = [
        "linger.toml:1: there is no key `listn`; did you mean `listen`?",
        "linger.toml:2: `sdk` is 5; give a path, in quotes",
        "linger.toml:3: `sink` is \"firehos\"; give \"lake\", \"firehose\", \"kinesis\" or \"memory\"",
        "linger.toml:4: `spool` is 5; it has keys of its own: write them under [spool]",
        "linger.toml:8: [[site]] number 1: there is no key `name`; the keys are key, origins",
        "linger.toml:6: [[site]] number 1: `origins` is missing; give both `key` and `origins`",
        "linger.toml:11: [[site]] number 2: `origins` is \"*\"; give [\"*\"] for any, or a list of texts such as \
         [\"https://menu.example\"]",
        "linger.toml:6: a site's key is empty; give it a short name such as \"bistro\"",
        "linger.toml:13: there is no key `delivery.flush_age`; did you mean `delivery.flush_age_ms`?",
        "linger.toml:14: `delivery.drain_ms` is -1; give a whole number of milliseconds from 0 to 600000: what is \
         left stays in the spool, so nobody need wait longer",
        "linger.toml:18: there is no key `colour.menu`; docs/configuration.md lists all",
        "environment: `LINGER_SPOOL_BYTES_MAX` is \"1 GiB\"; give a whole number of bytes from 4194304 to \
         1125899906842624: below 4 MiB a minute's outage fills it, and no disk holds more than 1 PiB",
        "environment: there is no variable `LINGER_SPOL_FOLDER`; did you mean `LINGER_SPOOL_FOLDER`?",
        "environment: `LINGER_EDGE_TRUSTED_PROXIES` is \"10.0.0.0/8,proxy\"; give a list in which each is an IP \
         address or a network, such as 10.0.0.0/8",
        "environment: `LINGER_EDGE_HTTP2` is \"yes\"; give true or false",
        "command line: `--listen` is \"localhost\"; give an IP address and a port, such as 127.0.0.1:8080",
        "linger.toml:16: `tls.key` is given alone; give `tls.certificate` too, as LINGER_TLS_CERTIFICATE or \
         --tls-certificate: a path",
    ];
    assert_eq!(said(&reading), expected);
}

#[test]
fn what_does_not_go_together_is_said_where_it_begins() {
    let reading = from(
        "sink = \"kinesis\"\n[credentials]\nfrom = \"cognito\"\n[spool]\nbytes_max = 8388608\n[delivery]\n\
         backoff_max_ms = 100\n[edge]\nsite_burst = 5\n",
        &[],
        &[],
    );
    let said = said(&reading);
    let begins = [
        "linger.toml:1: `sink` is \"kinesis\" and no site is given; give each site as [[site]]",
        "linger.toml:1: `sink` is \"kinesis\"; give `kinesis.stream` too, as LINGER_KINESIS_STREAM or",
        "linger.toml:1: `sink` is \"kinesis\"; give `kinesis.region` too,",
        "linger.toml:3: `credentials.from` is \"cognito\"; give `credentials.identity_pool` too,",
        "linger.toml:5: `spool.bytes_max` is 8388608 and `spool.segment_bytes` is 16777216; give room",
        "linger.toml:7: `delivery.backoff_base_ms` is 200 and `delivery.backoff_max_ms` is 100; give",
        "linger.toml:9: `edge.site_per_s` is 500 and `edge.site_burst` is 5; allow at once",
    ];
    assert_eq!(said.len(), begins.len(), "{said:#?}");
    said.iter().zip(begins).for_each(|(said, begin)| assert!(said.starts_with(begin), "{said}\n{begin}"));
}

#[test]
fn what_is_wrong_already_is_not_also_missing() {
    let reading = from(
        "sink = \"firehose\"\nsite = 5\n[firehose]\nstream = \"arn:aws:x\"\nregion = \"eu-central-1\"\n[tls]\n\
         certificate = 5\nkey = \"key.pem\"\n",
        &[],
        &[],
    );
    let keys: Vec<&str> = reading.problems.iter().map(|problem| problem.key.as_str()).collect();
    assert_eq!(keys, ["site", "firehose.stream", "tls.certificate"], "{:#?}", said(&reading));
}

#[test]
fn a_wrong_value_that_another_place_overrides_is_told_and_does_not_count() {
    let reading = from("sdk = 5\nwww = 5\n", &[], &[("sdk", "of-flag")]);
    assert_eq!((reading.problems.len(), reading.unfit()), (2, vec!["www"]));
    assert_eq!(reading.settings.pages.sdk, Path::new("of-flag"));
}

#[test]
fn every_fault_of_the_files_grammar_is_told_with_its_line_and_nothing_is_guessed() {
    let reading = from("listen = \nlistn = 5\ndata = \"unclosed\nwww = \"w\"\n", &[], &[]);
    let said = said(&reading);
    assert!(said.len() >= 2, "{said:#?}");
    assert!(said.iter().all(|said| said.contains("this is not TOML")), "{said:#?}");
    assert!(said[0].starts_with("linger.toml:1: ") && said[0].contains("line 1"), "{said:#?}");
}

#[test]
fn variables_of_others_are_left_alone() {
    let environment = [
        ("LINGER_SERVICE_HOST", "10.0.0.1"),
        ("LINGER_SERVICE_PORT_HTTP", "80"),
        ("LINGER_PORT", "tcp://10.0.0.1:80"),
        ("LINGER_PORT_80_TCP_ADDR", "10.0.0.1"),
        ("LINGER_CONFIG", "elsewhere.toml"),
        ("LINGER_LISTEN", ""),
        ("LINGERING", "x"),
        ("AWS_REGION", "the moon"),
    ];
    let reading = from("", &environment, &[]);
    assert_eq!(said(&reading), Vec::<String>::new());
    assert_eq!(place(&reading, "listen"), Place::Default);
}

#[test]
fn the_region_that_other_tools_read_counts_last() {
    let environment = [
        ("AWS_REGION", "eu-west-1"),
        ("LINGER_FIREHOSE_STREAM", "events"),
        ("LINGER_SINK", "firehose"),
        ("LINGER_SITE", "bistro=https://menu.example"),
    ];
    let reading = from("", &environment, &[]);
    assert_eq!(said(&reading), Vec::<String>::new());
    assert_eq!(reading.settings.firehose.expect("it is given").region, "eu-west-1");
    let reading = from("[firehose]\nregion = \"eu-north-1\"", &environment, &[]);
    assert_eq!(reading.settings.firehose.expect("it is given").region, "eu-north-1");
}

#[test]
fn the_list_of_keys_is_sound() {
    let mut names = BTreeSet::new();
    for key in keys() {
        assert!(names.insert(key.environment()) && names.insert(key.flag()), "{} is not unique", key.path);
        assert!(
            key.doc.ends_with('.') && !key.doc.contains('|'),
            "{}: a sentence, fit for a table",
            key.path
        );
        let shown = matches!(key.fallback, Fallback::Unset) || matches!(key.kind, Kind::Sites);
        assert_eq!(matches!(key.fallback, Fallback::Unset), shown && !key.example.is_empty(), "{}", key.path);
        if let Kind::Number(range) = key.kind {
            assert!(range.min < range.max && !range.why.is_empty(), "{}", key.path);
        }
    }
}

proptest! {
    /// Whatever a file holds, reading it ends with settings or with problems, and never with a panic.
    #[test]
    fn no_file_breaks_the_reader(text in "(?s).{0,200}") {
        from(&text, &[], &[]);
    }

    /// A value of any type under any key is taken or told, by its key.
    #[test]
    fn a_value_of_any_type_is_taken_or_told(
        at in 0..keys().len(),
        value in prop::sample::select(vec![
            "\"\"", "\"x\"", "\"lake\"", "-1", "0", "7", "99999999999999999999", "1.5", "nan", "true", "1979-05-27",
            "[]", "[1]", "[\"10.0.0.1\"]", "{}", "{ a = 1 }", "[{}]",
        ]),
    ) {
        let key = &keys()[at];
        let reading = from(&format!("{} = {value}\n", key.path), &[], &[]);
        let told = reading.problems.iter().any(|problem| problem.key == key.path || problem.key.starts_with(key.path));
        let taken = matches!(place(&reading, key.path), Place::File { .. });
        prop_assert!(told || taken, "{} = {value}: {:?}", key.path, reading.problems);
    }

    /// The same text means the same in a variable and as a flag.
    #[test]
    fn variables_and_flags_are_read_alike(at in 0..keys().len(), text in "[a-z0-9./:,=;*-]{1,20}") {
        let key = &keys()[at];
        let variable = from("", &[(&key.environment(), &text)], &[]);
        let flag = from("", &[], &[(key.path, &text)]);
        prop_assert_eq!(variable.problems.len(), flag.problems.len());
        prop_assert_eq!(variable.settings, flag.settings);
    }
}
