//! The Region that the environment names, as the `aws` command line reads it.

use std::env;

/// That of the flag, or of the environment; a variable that is empty names none.
pub(crate) fn named(flag: Option<String>) -> Option<String> {
    let of_environment = |name: &str| env::var(name).ok().filter(|region| !region.is_empty());
    flag.or_else(|| ["AWS_REGION", "AWS_DEFAULT_REGION"].into_iter().find_map(of_environment))
}
