//! `POST /v1/script`: tells the provider how to misbehave. Only tests call it.

use axum::extract::State as Extract;
use axum::http::StatusCode;
use bytes::Bytes;

use super::input;
use crate::bearer::Shop;
use crate::fault::Fault;
use crate::script::{self, Script};
use crate::state::State;

/// Remembers a script.
pub(crate) async fn set(_: Shop, Extract(state): Extract<State>, body: Bytes) -> Result<StatusCode, Fault> {
    let script: Script = input::json(&body)?;
    script::set(&state, &script).await?;
    Ok(StatusCode::NO_CONTENT)
}
