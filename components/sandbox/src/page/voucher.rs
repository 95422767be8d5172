//! A number to pay with in a convenience store, and the button that stands for the store.

use axum::http::StatusCode;
use axum::response::Response;

use super::layout;
use crate::catalogue::Language;
use crate::html::escape;
use crate::payment::Payment;

/// The number, and the store's button.
pub(super) fn voucher(language: Language, payment: &Payment) -> Response {
    let text = |key: &str| escape(&language.text(key));
    let content = format!(
        r#"<h1>{heading}</h1><p>{explained}</p><p class="hint">{label}</p><p class="voucher">{number}</p>
<form method="post" action="{action}"><button type="submit" name="answer" value="paid">{paid}</button></form>"#,
        heading = text("voucher-heading"),
        explained = text("voucher-explained"),
        label = text("voucher-number"),
        number = payment.voucher_number(),
        action = escape(&layout::action(payment, language)),
        paid = text("voucher-paid"),
    );
    layout::about(StatusCode::OK, language, payment, &content)
}
