//! The bearer token of the shop.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use sha2::{Digest, Sha256};

use crate::fault::Fault;
use crate::state::State;

/// The caller is the shop: it shows the API key.
pub(crate) struct Shop;

impl FromRequestParts<State> for Shop {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Fault> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header.and_then(|value| value.strip_prefix("Bearer ")).ok_or(Fault::Unauthorised)?;
        // Hashes take the same time to compare, however much of the key was guessed.
        let is_known = Sha256::digest(token) == Sha256::digest(&state.config.api_key);
        if is_known { Ok(Self) } else { Err(Fault::Unauthorised) }
    }
}
