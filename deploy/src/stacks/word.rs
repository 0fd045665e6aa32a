//! Words of a command that are only known once another stack is there.

use std::fmt;

/// A stack where it is: its name and its Region.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The stack's name.
    pub name: String,
    /// The Region's code.
    pub region: String,
}

/// A piece of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// As it is.
    Text(String),
    /// An output of a stack.
    Output { of: Place, output: &'static str },
    /// The scheme and host of an output that is an address.
    Origin { of: Place, output: &'static str },
    /// The one of two values that a parameter of a stack does not have now; the first where there is no stack.
    Other { of: Place, parameter: &'static str, values: [&'static str; 2] },
}

/// A word: pieces after one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word(pub(super) Vec<Piece>);

impl Word {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self(vec![Piece::Text(text.into())])
    }

    pub(crate) fn output(of: Place, output: &'static str) -> Self {
        Self(vec![Piece::Output { of, output }])
    }

    pub(super) fn origin(of: Place, output: &'static str) -> Self {
        Self(vec![Piece::Origin { of, output }])
    }

    pub(crate) fn then(mut self, text: impl Into<String>) -> Self {
        self.0.push(Piece::Text(text.into()));
        self
    }

    pub(super) fn join(words: Vec<Self>, between: &str) -> Self {
        let mut pieces = Vec::new();
        for (place, word) in words.into_iter().enumerate() {
            if place > 0 {
                pieces.push(Piece::Text(between.to_owned()));
            }
            pieces.extend(word.0);
        }
        Self(pieces)
    }

    /// The outputs it needs of other stacks.
    pub fn needs(&self) -> impl Iterator<Item = (&Place, &'static str)> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Output { of, output } | Piece::Origin { of, output } => Some((of, *output)),
            Piece::Text(_) | Piece::Other { .. } => None,
        })
    }

    /// Its text, where nothing of it has to be asked for.
    #[must_use]
    pub fn known(&self) -> Option<String> {
        let text = |piece: &Piece| match piece {
            Piece::Text(text) => Some(text.clone()),
            Piece::Output { .. } | Piece::Origin { .. } | Piece::Other { .. } => None,
        };
        self.0.iter().map(text).collect()
    }
}

/// What is not known yet, between angle brackets.
impl fmt::Display for Word {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => write!(out, "{text}")?,
                Piece::Output { of, output } => write!(out, "<{output} of {}>", of.name)?,
                Piece::Origin { of, output } => write!(out, "<origin of {output} of {}>", of.name)?,
                Piece::Other { of, parameter, values: [one, other] } => {
                    write!(out, "<{one} or {other}, whichever {parameter} of {} is not>", of.name)?;
                }
            }
        }
        Ok(())
    }
}

/// The scheme and host of an address.
pub(super) fn origin(address: &str) -> String {
    let host_from = address.find("://").map_or(0, |at| at + 3);
    let host_to = address[host_from..].find('/').map_or(address.len(), |at| host_from + at);
    address[..host_to].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_has_no_path() {
        for address in ["https://a.example", "https://a.example/", "https://a.example/v1/batches"] {
            assert_eq!(origin(address), "https://a.example");
        }
    }
}
