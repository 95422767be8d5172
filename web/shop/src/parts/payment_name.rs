//! Names of the ways to pay.

use outpost_domain::payment::PaymentMethod;

use crate::context::Context;

/// The name of a way to pay.
pub(crate) fn payment_name(cx: Context<'_>, method: PaymentMethod) -> &'static str {
    cx.text(match method {
        PaymentMethod::Card => "payment-card",
        PaymentMethod::ConvenienceStore => "payment-convenience-store",
        PaymentMethod::Transfer => "payment-transfer",
        PaymentMethod::OnDelivery => "payment-on-delivery",
    })
}
