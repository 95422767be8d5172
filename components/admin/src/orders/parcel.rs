//! Parcels leave and arrive.

use axum::response::Response;
use outpost_db::fulfilment::{DeliverOrder, FulfilmentRefusal, ShipOrder, deliver_order, ship_order};
use outpost_domain::ids::{CommandId, FulfilmentId};
use outpost_domain::order::OrderNumber;
use outpost_http::Failure;
use outpost_web_admin::routes;
use outpost_web_admin::view::Notice;
use outpost_web_ui::localizer::Localizer;

use super::find;
use crate::named::Named;
use crate::refusal::Refusal;
use crate::submission::Submission;

/// `POST /admin/orders/{number}/parcels`. The id was made with the form, so pressing twice sends one parcel.
pub(crate) async fn ship(Named(number): Named<OrderNumber>, form: Submission) -> Result<Response, Failure> {
    let order = find(form.sql(), &number).await?;
    let id: FulfilmentId = form.parse("id")?;
    let lines: Vec<u32> =
        (1..).take(order.lines.len()).filter(|line| form.is_ticked(&format!("line-{line}"))).collect();
    // A parcel holds lines of one delivery group: that of its first line.
    let group = lines.first().and_then(|number| order.lines.get(*number as usize - 1)).map_or(1, |line| line.group);
    let command = ShipOrder {
        id,
        sender: form.sender(),
        order_id: order.id,
        group,
        lines,
        carrier: form.text("carrier", 60),
        tracking: form.text("tracking", 60),
    };
    let outcome = ship_order(form.primary(), &command).await;
    form.answer(outcome, CommandId::new(id.uuid()), &routes::of(routes::ORDER, number.as_str()), "shipped")
}

/// `POST /admin/orders/{number}/deliveries`.
pub(crate) async fn deliver(Named(number): Named<OrderNumber>, form: Submission) -> Result<Response, Failure> {
    let fulfilment_id = form.parse("fulfilment")?;
    let command = DeliverOrder { id: form.state.command_id(), sender: form.sender(), fulfilment_id };
    let outcome = deliver_order(form.primary(), &command).await;
    form.answer(outcome, command.id, &routes::of(routes::ORDER, number.as_str()), "delivered")
}

impl Refusal for FulfilmentRefusal {
    fn notice(self, l10n: Localizer) -> Result<Notice, Failure> {
        let plain = |key| Notice::error(l10n.text(key));
        Ok(match self {
            Self::NotFound => return Err(Failure::NotFound),
            Self::Command(refusal) => return refusal.notice(l10n),
            Self::Sql(error) => return Err(error.into()),
            Self::NotOpen => plain("orders-refused-not-open"),
            Self::BadLines => plain("orders-refused-lines"),
            Self::AlreadyShipped => plain("orders-refused-shipped"),
            Self::AlreadyDelivered => plain("orders-refused-delivered"),
            Self::NotOnHand(lines) => {
                let lines = lines.into_iter().map(|line| format!("{}: {}", line.sku, line.on_hand));
                plain("orders-refused-not-on-hand").with(lines)
            }
        })
    }
}
