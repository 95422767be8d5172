//! Names of the ways to pay.

use outpost_domain::payment::PaymentGateway;

use crate::context::Context;

/// The name of a way to pay.
pub(crate) fn payment_name(cx: Context<'_>, kind: PaymentGateway) -> &'static str {
    cx.text(match kind {
        PaymentGateway::Test => "payment-test",
        PaymentGateway::Manual => "payment-manual",
    })
}
