//! Who acts: every command names its principal.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::ids::{CustomerId, StaffId, TokenId};

/// Who sends a command. Stored as `kind:id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Principal {
    /// A shopper who is not logged in.
    Visitor,
    /// A customer, by a live session.
    Customer(CustomerId),
    /// A staff member, by a live session.
    Staff(StaffId),
    /// A program, by its API token.
    Token(TokenId),
    /// Scheduled work, by its name, e.g. `release-expired-holds`.
    Job(&'static str),
    /// A payment provider that reports, by its code, e.g. `sandbox`.
    Provider(&'static str),
    /// The shop itself, by what it does on the way of somebody's request.
    System(&'static str),
}

impl Principal {
    /// Whether the principal acts only with a live session.
    pub const fn needs_session(self) -> bool {
        matches!(self, Self::Customer(_) | Self::Staff(_))
    }
}

impl fmt::Display for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Visitor => f.write_str("visitor:anonymous"),
            Self::Customer(id) => write!(f, "customer:{id}"),
            Self::Staff(id) => write!(f, "staff:{id}"),
            Self::Token(id) => write!(f, "token:{id}"),
            Self::Job(name) => write!(f, "job:{name}"),
            Self::Provider(code) => write!(f, "provider:{code}"),
            Self::System(name) => write!(f, "system:{name}"),
        }
    }
}

/// The hash of a session's id. Databases and logs hold it instead of the id, so that none of them opens a session.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SessionHash(String);

impl SessionHash {
    /// The hash of an id, which is random bytes that only the session's cookie holds.
    pub fn of(id: &[u8]) -> Self {
        Self(Sha256::digest(id).iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The hash as 64 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SessionHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_principal_is_stored_as_its_kind_and_id() {
        let id = Uuid::from_u128(7);
        let check = |principal: Principal, text: &str| assert_eq!(principal.to_string(), text);
        check(Principal::Visitor, "visitor:anonymous");
        check(Principal::Customer(CustomerId::new(id)), "customer:00000000-0000-0000-0000-000000000007");
        check(Principal::Staff(StaffId::new(id)), "staff:00000000-0000-0000-0000-000000000007");
        check(Principal::Token(TokenId::new(id)), "token:00000000-0000-0000-0000-000000000007");
        check(Principal::Job("release-expired-holds"), "job:release-expired-holds");
        check(Principal::Provider("sandbox"), "provider:sandbox");
        check(Principal::System("place-order"), "system:place-order");
    }

    #[test]
    fn a_session_is_known_by_a_hash_of_its_id() {
        let hash = SessionHash::of(b"abc");
        assert_eq!(hash.as_str(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_ne!(hash, SessionHash::of(b"abd"));
    }
}
