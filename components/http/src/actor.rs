//! Who makes a request: the principal of the commands that it leads to.

use axum::extract::FromRequestParts;
use http::request::Parts;
use outpost_db::command::Sender;
use outpost_domain::principal::{Principal, SessionHash};

use crate::failure::Failure;

/// The principal of a request. A visitor, unless [`HttpState::authorise`](crate::HttpState::authorise) put another actor
/// into the request's extensions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Whose permissions count.
    pub principal: Principal,
    /// The live session of a customer or staff member.
    pub session: Option<SessionHash>,
}

impl Actor {
    /// Somebody who is not logged in.
    pub const VISITOR: Self = Self { principal: Principal::Visitor, session: None };

    /// The actor as the sender of a command that a request asks for. `now` is in seconds since 1970.
    pub fn sender(&self, request_id: &str, now: i64) -> Sender {
        Sender {
            principal: self.principal,
            session: self.session.clone(),
            request_id: request_id.to_owned(),
            sent_at: now,
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Actor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        Ok(parts.extensions.get().cloned().unwrap_or(Self::VISITOR))
    }
}
