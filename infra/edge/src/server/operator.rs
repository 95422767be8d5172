//! Requests of the operator, who alone is shown how long the host and its components took.

use http::{HeaderMap, HeaderName};
use sha2::{Digest, Sha256};

/// The request header that carries the operator's token. It never reaches a component.
const OPERATOR_TOKEN: HeaderName = HeaderName::from_static("outpost-operator-token");

/// The operator's token; only its digest is kept and compared.
pub struct OperatorToken([u8; 32]);

impl OperatorToken {
    /// From the token itself.
    pub fn new(token: &str) -> Self {
        Self(Sha256::digest(token).into())
    }

    /// True when the request carries the token.
    pub fn is_in(&self, headers: &HeaderMap) -> bool {
        headers.get(OPERATOR_TOKEN).is_some_and(|token| Sha256::digest(token).as_slice() == self.0)
    }
}
