//! Certificate and key.

use std::path::PathBuf;

use super::super::key::{Fallback, Key, Kind};
use super::super::problem::Problem;
use super::super::values::Values;
use super::missing;

const CERTIFICATE: Key = Key::new(
    "tls.certificate",
    Kind::Path,
    Fallback::Unset,
    "File of the certificate and those it rests on, as PEM. With `key`, HTTPS is spoken; without both, plain HTTP.",
)
.for_example("\"tls/certificate.pem\"");
const KEY: Key =
    Key::new("tls.key", Kind::Path, Fallback::Unset, "File of the certificate's private key, as PEM.")
        .for_example("\"tls/key.pem\"");

pub(super) const KEYS: &[Key] = &[CERTIFICATE, KEY];

/// Certificate and key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tls {
    /// File of the certificate and those it rests on, as PEM.
    pub certificate: PathBuf,
    /// File of its private key, as PEM.
    pub key: PathBuf,
}

pub(super) fn of(values: &Values) -> Option<Tls> {
    Some(Tls { certificate: values.path(&CERTIFICATE)?, key: values.path(&KEY)? })
}

pub(super) fn conflicts(values: &Values) -> Vec<Problem> {
    let halves = [(&CERTIFICATE, &KEY), (&KEY, &CERTIFICATE)];
    let lonely =
        halves.into_iter().filter(|(given, other)| !values.is_missing(given) && values.is_missing(other));
    lonely
        .map(|(given, other)| missing(values, given, &format!("`{}` is given alone", given.path), other))
        .collect()
}
