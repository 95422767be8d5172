//! The question of the shopper's bank (3-D Secure).

use axum::http::StatusCode;
use axum::response::Response;

use super::layout;
use crate::catalogue::Language;
use crate::html::escape;
use crate::payment::Payment;

/// Two buttons: what the bank should answer.
pub(super) fn challenge(language: Language, payment: &Payment) -> Response {
    let text = |key: &str| escape(&language.text(key));
    let amount = language.money(payment.amount_minor, &payment.currency);
    let content = format!(
        r#"<h1>{heading}</h1><p>{explained}</p>
<form method="post" action="{action}">
<button type="submit" name="answer" value="approve">{approve}</button>
<button class="quiet" type="submit" name="answer" value="refuse">{refuse}</button>
</form>"#,
        heading = text("challenge-heading"),
        explained = text("challenge-explained"),
        action = escape(&layout::action(payment, language)),
        approve = escape(&language.format("challenge-approve", &[("amount", &amount)])),
        refuse = text("challenge-refuse"),
    );
    layout::about(StatusCode::OK, language, payment, &content)
}
