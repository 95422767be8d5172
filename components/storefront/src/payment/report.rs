//! What providers are asked and say about an order's payments, and how that is recorded.

use outpost_db::command::Sender;
use outpost_db::order::Order;
use outpost_db::payment::{RecordPayment, RecordPaymentRefusal, event_command_id, record as record_payment};
use outpost_domain::ids::PaymentId;
use outpost_domain::payment::{PaymentMethod, PaymentProviderCode, PaymentReport};
use outpost_http::{HttpState, consistency};
use outpost_payment::PaymentRequest;
use outpost_web_shop::paths;

use crate::page_request::PageRequest;

/// What the provider is asked for, the same each time for one attempt.
pub(super) fn request(request: &PageRequest, order: &Order, id: PaymentId, method: PaymentMethod) -> PaymentRequest {
    let shop = request.state.config.site.public_url.as_str();
    let back = paths::order_payment(request.prefix, order.number.as_str(), &id.to_string());
    PaymentRequest {
        payment_id: id,
        order_number: order.number.clone(),
        amount: order.total,
        method,
        locale: request.prefix.locale,
        return_url: format!("{shop}{back}"),
        webhook_url: format!("{shop}/webhooks/{}", method.provider()),
    }
}

/// Records what a provider was read to say. This browser sees the result on its next page.
pub(super) async fn record(
    request: &mut PageRequest,
    provider: PaymentProviderCode,
    report: &PaymentReport,
) -> Result<(), RecordPaymentRefusal> {
    let sender = Sender::provider(provider.code(), request.context.request_id.as_str(), request.state.now());
    record_payment(&*request.state.primary, &RecordPayment { sender, provider, report: report.clone() }).await?;
    consistency::record_command(&mut request.cookies, event_command_id(provider, &report.event_id));
    Ok(())
}
