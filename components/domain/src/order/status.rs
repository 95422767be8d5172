//! How an order stands: computed here from what is stored, and nowhere else.

use serde::{Deserialize, Serialize};

/// What the status of an order depends on. Times are in seconds since 1970, amounts in minor units of its currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrderFigures {
    /// When the hold on stock ends; `None` once the order is paid or over, or where it is paid on delivery.
    pub hold_ends_at: Option<i64>,
    /// When it was paid.
    pub paid_at: Option<i64>,
    /// When it was cancelled.
    pub cancelled_at: Option<i64>,
    /// When it ended because nobody had paid it in time.
    pub expired_at: Option<i64>,
    /// What is to be paid.
    pub total_minor: i64,
    /// What was taken of it.
    pub captured_minor: i64,
    /// What was given back.
    pub refunded_minor: i64,
    /// Pieces in all lines.
    pub ordered: u32,
    /// Pieces that were sent, those that arrived included.
    pub shipped: u32,
    /// Pieces that arrived.
    pub delivered: u32,
    /// Pieces that came back.
    pub returned: u32,
}

/// How an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    /// Its stock is held until it is paid.
    AwaitingPayment,
    /// To be packed; it is paid on delivery.
    Confirmed,
    /// Paid, to be packed.
    Paid,
    /// Some of it is on its way.
    PartlyShipped,
    /// All of it is on its way.
    Shipped,
    /// All of it arrived.
    Delivered,
    /// All of it came back.
    Returned,
    /// All money was given back before anything was sent.
    Refunded,
    /// Cancelled; its stock is released.
    Cancelled,
    /// Not paid in time; its stock is released, or about to be.
    Expired,
}

impl OrderStatus {
    /// Every status.
    pub const ALL: [Self; 10] = [
        Self::AwaitingPayment,
        Self::Confirmed,
        Self::Paid,
        Self::PartlyShipped,
        Self::Shipped,
        Self::Delivered,
        Self::Returned,
        Self::Refunded,
        Self::Cancelled,
        Self::Expired,
    ];

    /// The status at `now`, in seconds since 1970. An order whose hold has ended counts as expired, even before the command
    /// that releases its stock.
    pub fn of(figures: &OrderFigures, now: i64) -> Self {
        let all = |pieces: u32| pieces > 0 && pieces >= figures.ordered;
        if figures.cancelled_at.is_some() {
            return Self::Cancelled;
        }
        match (figures.expired_at, figures.hold_ends_at) {
            (Some(_), _) => return Self::Expired,
            (None, Some(ends)) if ends <= now => return Self::Expired,
            (None, Some(_)) => return Self::AwaitingPayment,
            (None, None) => {}
        }
        if all(figures.returned) {
            Self::Returned
        } else if all(figures.delivered) {
            Self::Delivered
        } else if all(figures.shipped) {
            Self::Shipped
        } else if figures.shipped > 0 {
            Self::PartlyShipped
        } else if figures.captured_minor > 0 && figures.refunded_minor >= figures.captured_minor {
            Self::Refunded
        } else if figures.paid_at.is_some() {
            Self::Paid
        } else {
            Self::Confirmed
        }
    }

    /// Its stable name, e.g. `awaiting_payment`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AwaitingPayment => "awaiting_payment",
            Self::Confirmed => "confirmed",
            Self::Paid => "paid",
            Self::PartlyShipped => "partly_shipped",
            Self::Shipped => "shipped",
            Self::Delivered => "delivered",
            Self::Returned => "returned",
            Self::Refunded => "refunded",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    /// Whether the order ended without a sale.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Cancelled | Self::Expired)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_000;

    fn paid() -> OrderFigures {
        OrderFigures {
            paid_at: Some(900),
            total_minor: 500,
            captured_minor: 500,
            ordered: 3,
            ..OrderFigures::default()
        }
    }

    #[test]
    fn the_status_follows_from_holds_money_and_parcels() {
        let check = |figures: OrderFigures, expect| assert_eq!(OrderStatus::of(&figures, NOW), expect, "{figures:?}");
        let open = OrderFigures { hold_ends_at: Some(NOW + 1), ordered: 3, ..OrderFigures::default() };
        check(open, OrderStatus::AwaitingPayment);
        check(OrderFigures { hold_ends_at: Some(NOW), ..open }, OrderStatus::Expired);
        check(OrderFigures { hold_ends_at: None, ..open }, OrderStatus::Confirmed);
        check(OrderFigures { hold_ends_at: None, expired_at: Some(1), ..open }, OrderStatus::Expired);
        check(paid(), OrderStatus::Paid);
        check(OrderFigures { shipped: 1, ..paid() }, OrderStatus::PartlyShipped);
        check(OrderFigures { shipped: 3, delivered: 2, ..paid() }, OrderStatus::Shipped);
        check(OrderFigures { shipped: 3, delivered: 3, ..paid() }, OrderStatus::Delivered);
        check(OrderFigures { shipped: 3, delivered: 3, returned: 3, ..paid() }, OrderStatus::Returned);
        check(OrderFigures { refunded_minor: 500, ..paid() }, OrderStatus::Refunded);
        check(OrderFigures { refunded_minor: 499, ..paid() }, OrderStatus::Paid);
        check(OrderFigures { cancelled_at: Some(950), ..paid() }, OrderStatus::Cancelled);
    }
}
