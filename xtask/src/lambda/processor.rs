//! The two processors of Lambda.

/// A processor, by its name in Lambda's settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Processor {
    /// `x86_64`: also this machine's.
    X86,
    /// `arm64`: a fifth cheaper per second.
    Arm,
}

impl Processor {
    /// Both, this machine's first.
    pub(crate) const ALL: [Self; 2] = [Self::X86, Self::Arm];

    /// Its name in Lambda's settings.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::X86 => "x86_64",
            Self::Arm => "arm64",
        }
    }
}
