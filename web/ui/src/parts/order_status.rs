//! The status of an order: its name and its look.

use outpost_domain::order::OrderStatus;

/// The message that names a status.
pub const fn status_key(status: OrderStatus) -> &'static str {
    match status {
        OrderStatus::AwaitingPayment => "status-awaiting-payment",
        OrderStatus::Confirmed => "status-confirmed",
        OrderStatus::Paid => "status-paid",
        OrderStatus::PartlyShipped => "status-partly-shipped",
        OrderStatus::Shipped => "status-shipped",
        OrderStatus::Delivered => "status-delivered",
        OrderStatus::Returned => "status-returned",
        OrderStatus::Refunded => "status-refunded",
        OrderStatus::Cancelled => "status-cancelled",
        OrderStatus::Expired => "status-expired",
    }
}

/// The look of a status.
pub const fn status_class(status: OrderStatus) -> &'static str {
    match status {
        OrderStatus::AwaitingPayment => "badge badge-pending",
        OrderStatus::Cancelled | OrderStatus::Expired => "badge badge-closed",
        _ => "badge",
    }
}
