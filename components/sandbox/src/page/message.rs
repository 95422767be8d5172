//! Pages that only say something.

use axum::http::StatusCode;
use axum::response::Response;

use super::layout;
use crate::catalogue::Language;
use crate::html::escape;
use crate::payment::Payment;

/// The payment is over, whatever became of it.
pub(super) fn closed(language: Language, payment: &Payment) -> Response {
    layout::about(StatusCode::OK, language, payment, &content(language, "closed-heading", "closed-text"))
}

/// The provider gave no answer, and the shopper does not know what became of the payment.
pub(super) fn no_answer(language: Language, payment: &Payment) -> Response {
    let content = content(language, "silent-heading", "silent-text");
    layout::about(StatusCode::GATEWAY_TIMEOUT, language, payment, &content)
}

/// No payment has this address.
pub(super) fn not_found(language: Language) -> Response {
    layout::page(StatusCode::NOT_FOUND, language, None, &content(language, "unknown-heading", "unknown-text"))
}

/// The provider's database does not answer.
pub(super) fn unavailable(language: Language) -> Response {
    let content = content(language, "unavailable-heading", "unavailable-text");
    layout::page(StatusCode::SERVICE_UNAVAILABLE, language, None, &content)
}

fn content(language: Language, heading: &str, text: &str) -> String {
    format!("<h1>{}</h1><p>{}</p>", escape(&language.text(heading)), escape(&language.text(text)))
}
