//! Orders: queues, details, parcels, notes, payments.

pub(crate) mod acts;
pub(crate) mod list;
pub(crate) mod parcel;
pub(crate) mod show;

use outpost_db::order::{Order, by_number};
use outpost_db::sql::Sql;
use outpost_domain::order::{OrderNumber, OrderStatus};
use outpost_http::Failure;
use outpost_web_admin::view::Cell;
use outpost_web_ui::localizer::Localizer;

/// The order with this number.
async fn find(sql: &dyn Sql, number: &OrderNumber) -> Result<Order, Failure> {
    by_number(sql, number).await?.ok_or(Failure::NotFound)
}

/// How an order stands, in words.
fn status_text(l10n: Localizer, status: OrderStatus) -> &'static str {
    l10n.text(match status {
        OrderStatus::AwaitingPayment => "orders-awaiting-payment",
        OrderStatus::Confirmed => "orders-confirmed",
        OrderStatus::Paid => "orders-paid",
        OrderStatus::PartlyShipped => "orders-partly-shipped",
        OrderStatus::Shipped => "orders-shipped",
        OrderStatus::Delivered => "orders-delivered",
        OrderStatus::Returned => "orders-returned",
        OrderStatus::Refunded => "orders-refunded",
        OrderStatus::Cancelled => "orders-cancelled",
        OrderStatus::Expired => "orders-expired",
    })
}

fn status(l10n: Localizer, status: OrderStatus) -> Cell {
    let tone = match status {
        OrderStatus::Paid | OrderStatus::Confirmed | OrderStatus::PartlyShipped => "warn",
        OrderStatus::Shipped | OrderStatus::Delivered => "good",
        OrderStatus::Cancelled | OrderStatus::Expired => "bad",
        OrderStatus::AwaitingPayment | OrderStatus::Returned | OrderStatus::Refunded => "quiet",
    };
    Cell::Badge(status_text(l10n, status), tone)
}
