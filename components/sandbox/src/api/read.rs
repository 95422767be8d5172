//! `GET /v1/payments/{reference}`, and `GET /v1/payments`, by which a test adds up what was taken.

use axum::extract::{Path, Query, State as Extract};
use serde::{Deserialize, Serialize};

use super::output::{Json, PaymentOutput};
use super::silence::Call;
use crate::bearer::Shop;
use crate::fault::Fault;
use crate::state::State;
use crate::store;

/// One payment.
pub(crate) async fn show(
    _: Shop,
    Extract(state): Extract<State>,
    Path(reference): Path<String>,
) -> Result<Json<PaymentOutput>, Fault> {
    let payment = store::find(&state, &reference).await?;
    let call = Call::begin(&state, &payment.targets()).await?;
    call.end(Json(PaymentOutput::new(payment, &state.config))).await
}

#[derive(Deserialize)]
pub(crate) struct After {
    /// The last reference of the page before.
    #[serde(default)]
    after: String,
}

#[derive(Serialize)]
pub(crate) struct ListOutput {
    payments: Vec<PaymentOutput>,
}

/// The payments in the order of their references, 500 a page.
pub(crate) async fn list(
    _: Shop,
    Extract(state): Extract<State>,
    Query(After { after }): Query<After>,
) -> Result<Json<ListOutput>, Fault> {
    let payments = store::list(&state, &after).await?;
    let payments = payments.into_iter().map(|payment| PaymentOutput::new(payment, &state.config)).collect();
    Ok(Json(ListOutput { payments }))
}
