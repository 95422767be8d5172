//! Who acts: every command names its principal.

use std::fmt;

/// Who sends a command. Stored as `kind:id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Principal {
    /// A shopper who is not logged in.
    Visitor,
    /// Scheduled work, by its name, e.g. `release-expired-holds`.
    Job(&'static str),
    /// The shop itself, by what it does on the way of somebody's request.
    System(&'static str),
}

impl fmt::Display for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Visitor => f.write_str("visitor:anonymous"),
            Self::Job(name) => write!(f, "job:{name}"),
            Self::System(name) => write!(f, "system:{name}"),
        }
    }
}
