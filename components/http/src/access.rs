//! Who may use a route.

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Access {
    /// Anybody. What belongs to one visitor is guarded by a sealed cookie.
    Visitor,
    /// A customer with a live session.
    Customer,
    /// A staff member with a live session and this permission, `resource:action`.
    Staff(&'static str),
    /// An API token with this scope, `resource:action`.
    Token(&'static str),
    /// The host's scheduler.
    Job,
    /// A payment provider. The handler verifies the signature, which covers the body.
    Provider,
}
