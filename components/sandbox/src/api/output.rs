//! Answers of the API, and a payment as it shows one.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::config::Config;
use crate::fault::Fault;
use crate::payment::{Method, Payment, PaymentState};

/// An answer as JSON.
pub(crate) struct Json<T>(pub T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_string(&self.0) {
            Ok(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
            Err(error) => Fault::Malformed(error.to_string()).into_response(),
        }
    }
}

/// A payment.
#[derive(Serialize)]
pub(crate) struct PaymentOutput {
    reference: String,
    payment_id: String,
    order_number: String,
    state: PaymentState,
    amount_minor: i64,
    currency: String,
    captured_minor: i64,
    refunded_minor: i64,
    reason: Option<String>,
    /// The hosted page, as long as the shopper can pay there.
    redirect_url: Option<String>,
    /// The number for the till of a convenience store, as long as it can be paid there.
    voucher_number: Option<String>,
}

impl PaymentOutput {
    pub(super) fn new(payment: Payment, config: &Config) -> Self {
        let is_open = payment.state == PaymentState::NeedsAction;
        let language = payment.locale.as_ref().map_or_else(String::new, |locale| format!("?locale={locale}"));
        let hosted = format!("{}/pay/{}{language}", config.public_url, payment.reference);
        let is_voucher = is_open && payment.method == Method::ConvenienceStore;
        Self {
            voucher_number: is_voucher.then(|| payment.voucher_number()),
            reference: payment.reference,
            payment_id: payment.payment_id,
            order_number: payment.order_number,
            state: payment.state,
            amount_minor: payment.amount_minor,
            currency: payment.currency,
            captured_minor: payment.captured_minor,
            refunded_minor: payment.refunded_minor,
            reason: payment.reason,
            redirect_url: is_open.then_some(hosted),
        }
    }
}
