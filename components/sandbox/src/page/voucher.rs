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
        number = number(&payment.reference),
        action = escape(&layout::action(payment, language)),
        paid = text("voucher-paid"),
    );
    layout::about(StatusCode::OK, language, payment, &content)
}

/// Twelve digits of a payment, in groups.
fn number(reference: &str) -> String {
    let digits: String = reference.bytes().rev().take(12).map(|byte| char::from(b'0' + byte % 10)).collect();
    digits.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_payment_always_has_the_same_number() {
        let number = super::number("pay_0123456789abcdef0123456789abcdef");
        assert_eq!(number, super::number("pay_0123456789abcdef0123456789abcdef"));
        assert_eq!(number.len(), 14);
        assert!(number.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit()), "{number}");
    }
}
