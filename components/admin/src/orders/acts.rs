//! Notes, cancellations and payments of an order.

use axum::response::Response;
use outpost_db::fulfilment::{AddOrderNote, add_order_note};
use outpost_db::order::{CancelOrder, CancelRefusal, cancel};
use outpost_db::payment::{
    CreatePayment, CreatePaymentRefusal, RecordPayment, RecordPaymentRefusal, create, event_command_id, record,
};
use outpost_domain::ids::PaymentId;
use outpost_domain::order::OrderNumber;
use outpost_domain::payment::{PaymentMethod, PaymentProviderCode, PaymentReport, PaymentState};
use outpost_http::Failure;
use outpost_web_admin::routes;
use outpost_web_admin::view::Notice;
use outpost_web_ui::localizer::Localizer;

use super::find;
use crate::named::Named;
use crate::refusal::Refusal;
use crate::submission::Submission;

/// `POST /admin/orders/{number}/notes`.
pub(crate) async fn note(Named(number): Named<OrderNumber>, form: Submission) -> Result<Response, Failure> {
    let order = find(form.sql(), &number).await?;
    let text = form.text("text", 2_000);
    if text.is_empty() {
        return Err(Failure::BadRequest);
    }
    let command = AddOrderNote { id: form.parse("id")?, sender: form.sender(), order_id: order.id, text };
    let outcome = add_order_note(form.primary(), &command).await;
    form.answer(outcome, command.id, &routes::of(routes::ORDER, number.as_str()), "noted")
}

/// `POST /admin/orders/{number}/cancellation`: of an order that waits for its payment.
pub(crate) async fn cancel_order(Named(number): Named<OrderNumber>, form: Submission) -> Result<Response, Failure> {
    let order = find(form.sql(), &number).await?;
    let address = routes::of(routes::ORDER, number.as_str());
    if !form.is_ticked("sure") {
        return Ok(form.lacks(&address, "orders-cancel-unsure"));
    }
    let command = CancelOrder { id: form.state.command_id(), sender: form.sender(), order_id: order.id };
    let outcome = cancel(form.primary(), &command).await;
    form.answer(outcome, command.id, &address, "cancelled")
}

/// `POST /admin/orders/{number}/payments`: the money of a bank transfer arrived. The id was made with the form, so pressing
/// twice records one payment.
pub(crate) async fn pay(Named(number): Named<OrderNumber>, form: Submission) -> Result<Response, Failure> {
    let order = find(form.sql(), &number).await?;
    let address = routes::of(routes::ORDER, number.as_str());
    let id: PaymentId = form.parse("id")?;
    let (order_id, amount, sender) = (order.id, order.total, form.sender());
    let attempt = CreatePayment { id, sender: sender.clone(), order_id, method: PaymentMethod::Transfer, amount };
    if let Err(refusal) = create(form.primary(), &attempt).await {
        return form.refused(&address, refusal);
    }
    let report = PaymentReport {
        payment_id: id,
        event_id: id.to_string(),
        // A bank's reference need not be unique, a provider's has to be.
        reference: format!("{} {id}", form.text("reference", 60)).trim().to_owned(),
        state: PaymentState::Captured,
        amount,
        reason: None,
    };
    let command = event_command_id(PaymentProviderCode::Manual, &report.event_id);
    let report = RecordPayment { sender, provider: PaymentProviderCode::Manual, report };
    let outcome = record(form.primary(), &report).await;
    form.answer(outcome, command, &address, "paid")
}

impl Refusal for CancelRefusal {
    fn notice(self, l10n: Localizer) -> Result<Notice, Failure> {
        match self {
            Self::Sql(error) => Err(error.into()),
            Self::UnknownOrder => Err(Failure::NotFound),
            Self::OrderStatus(_) | Self::RepeatedOtherwise => Ok(not_open(l10n)),
        }
    }
}

impl Refusal for CreatePaymentRefusal {
    fn notice(self, l10n: Localizer) -> Result<Notice, Failure> {
        match self {
            Self::Sql(error) => Err(error.into()),
            Self::UnknownOrder => Err(Failure::NotFound),
            _ => Ok(not_open(l10n)),
        }
    }
}

impl Refusal for RecordPaymentRefusal {
    fn notice(self, l10n: Localizer) -> Result<Notice, Failure> {
        match self {
            Self::Sql(error) => Err(error.into()),
            Self::UnknownPayment | Self::PaymentDiffers | Self::RepeatedOtherwise => Ok(not_open(l10n)),
        }
    }
}

fn not_open(l10n: Localizer) -> Notice {
    Notice::error(l10n.text("orders-refused-not-open"))
}
