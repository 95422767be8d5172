//! What a link does with what is sent over it.

/// What the way is like at the moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Everything arrives.
    #[default]
    Open,
    /// New connections are refused, and those there are end.
    Cut,
    /// Connections are accepted and read from; nothing arrives anywhere.
    Silent,
    /// Requests arrive; answers do not.
    Unanswered,
    /// So many bytes a second, in each direction of a connection.
    Slow(u32),
}
