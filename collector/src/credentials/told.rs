//! An error with all it comes from, in one line. The SDK's own rendering has whole responses in it.

use std::error::Error;

/// An error and its causes, joined by colons; a cause that its effect has said already is left out.
pub(crate) fn told(error: &(dyn Error + 'static)) -> String {
    let mut told = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let said = cause.to_string();
        if !told.ends_with(&said) {
            told = format!("{told}: {said}");
        }
        next = cause.source();
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("{said}")]
    struct Link {
        said: &'static str,
        source: Option<Box<Link>>,
    }

    #[test]
    fn causes_are_told_once() {
        let last = Link { said: "refused", source: None };
        let same = Link { said: "refused", source: Some(Box::new(last)) };
        let first = Link { said: "no connection", source: Some(Box::new(same)) };
        assert_eq!(told(&first), "no connection: refused");
    }
}
