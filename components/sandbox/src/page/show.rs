//! `GET /pay/{reference}`: the card form, the bank's question or the number for the store.

use axum::extract::{Path, Query, State as Extract};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::card_form::{Typed, card_form};
use super::challenge::challenge;
use super::fault_page::fault_page;
use super::layout::PageQuery;
use super::message;
use super::voucher::voucher;
use crate::catalogue::Language;
use crate::payment::{Method, Payment, PaymentState};
use crate::state::State;
use crate::store;

/// The page of a payment as it stands.
pub(crate) async fn show(
    Extract(state): Extract<State>,
    Path(reference): Path<String>,
    Query(query): Query<PageQuery>,
    headers: HeaderMap,
) -> Response {
    let language = query.language(&headers);
    match store::find(&state, &reference).await {
        Ok(payment) => open_page(language, &payment),
        Err(fault) => fault_page(language, &fault),
    }
}

fn open_page(language: Language, payment: &Payment) -> Response {
    match payment.method {
        _ if payment.state != PaymentState::NeedsAction => message::closed(language, payment),
        Method::ConvenienceStore => voucher(language, payment),
        Method::Card if payment.is_challenged() => challenge(language, payment),
        Method::Card => card_form(StatusCode::OK, language, payment, Typed::default(), &[]),
    }
}
