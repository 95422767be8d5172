//! The thing that an address names: by its number, SKU or id.

use std::str::FromStr;

use axum::extract::{FromRequestParts, Path};
use http::request::Parts;
use outpost_http::Failure;

use crate::state::Shared;

/// The name of a thing, from a path with one placeholder. A text that names nothing is not found.
pub(crate) struct Named<T>(pub(crate) T);

impl<T: FromStr> FromRequestParts<Shared> for Named<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, Failure> {
        let Path(text) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| Failure::NotFound)?;
        text.parse().map(Self).map_err(|_| Failure::NotFound)
    }
}
