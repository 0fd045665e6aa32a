//! How a batch comes from the page into the stream.

use serde::Serialize;

use crate::Wrong;

/// The ways of deploy/templates/edge.yaml.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edge {
    /// The collector as a function with an address of its own.
    LambdaUrl,
    /// The collector as a function behind an HTTP API.
    HttpApi,
    /// A REST API that puts the page's batch into the stream by itself.
    RestFirehose,
    /// The page puts its batch into the stream, as a guest of Cognito.
    Direct,
    /// The collector as a program on a host.
    Server,
}

impl Edge {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::LambdaUrl, Self::HttpApi, Self::RestFirehose, Self::Direct, Self::Server];

    /// Its name, as `--edge` and the template's parameter `Edge` take it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LambdaUrl => "lambda-url",
            Self::HttpApi => "http-api",
            Self::RestFirehose => "rest-firehose",
            Self::Direct => "direct",
            Self::Server => "server",
        }
    }

    /// The edge of a name.
    ///
    /// # Errors
    ///
    /// What the names are, where it is none.
    pub fn of(name: &str) -> Result<Self, Wrong> {
        Self::ALL.into_iter().find(|edge| edge.as_str() == name).ok_or_else(|| {
            let known = Self::ALL.map(Self::as_str).join(", ");
            Wrong::new("--edge", format!("`{name}` is none; the edges are {known}"))
        })
    }

    /// Whether what comes into the stream is the page's own batch, which the transformation has to admit and make rows of.
    #[must_use]
    pub const fn needs_transformation(self) -> bool {
        matches!(self, Self::RestFirehose | Self::Direct)
    }

    /// Whether API Gateway answers the page, and notes it.
    #[must_use]
    pub const fn has_api(self) -> bool {
        matches!(self, Self::HttpApi | Self::RestFirehose)
    }

    /// Whether a function of ours answers the page.
    #[must_use]
    pub const fn has_function(self) -> bool {
        matches!(self, Self::LambdaUrl | Self::HttpApi)
    }
}
