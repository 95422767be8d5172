//! What happened to an order, and what comes next.

use leptos::prelude::*;
use outpost_domain::order::{OrderEventKind, OrderStatus};
use outpost_web_ui::formatting::iso_datetime;

use crate::context::Context;
use crate::view::{Order, TimelineEntry};

pub(super) fn timeline(cx: Context<'_>, page: &Order) -> impl IntoView {
    let past = page.timeline.iter().map(|item| entry(cx, item)).collect::<Vec<_>>();
    let coming = coming(page.status)
        .iter()
        .map(|&event| view! { <li class="timeline-upcoming">{cx.text(event_key(event))}</li> })
        .collect::<Vec<_>>();
    view! {
        <section aria-labelledby="timeline">
            <h2 id="timeline">{cx.text("timeline-heading")}</h2>
            <ol class="timeline" role="list">{past} {coming}</ol>
        </section>
    }
}

fn entry(cx: Context<'_>, entry: &TimelineEntry) -> impl IntoView {
    view! {
        <li>
            <span>{cx.text(event_key(entry.kind))}</span>
            <time datetime=iso_datetime(entry.at)>{cx.moment(entry.at)}</time>
        </li>
    }
}

/// The steps that are still ahead of an order with this status.
const fn coming(status: OrderStatus) -> &'static [OrderEventKind] {
    match status {
        OrderStatus::AwaitingPayment => &[OrderEventKind::Paid, OrderEventKind::Shipped, OrderEventKind::Delivered],
        OrderStatus::Confirmed | OrderStatus::Paid => &[OrderEventKind::Shipped, OrderEventKind::Delivered],
        OrderStatus::PartlyShipped | OrderStatus::Shipped => &[OrderEventKind::Delivered],
        OrderStatus::Delivered
        | OrderStatus::Returned
        | OrderStatus::Refunded
        | OrderStatus::Cancelled
        | OrderStatus::Expired => &[],
    }
}

const fn event_key(kind: OrderEventKind) -> &'static str {
    match kind {
        OrderEventKind::Placed => "event-placed",
        OrderEventKind::HoldExtended => "event-hold-extended",
        OrderEventKind::PaymentDeclined => "event-payment-declined",
        OrderEventKind::Paid => "event-paid",
        OrderEventKind::Shipped => "event-shipped",
        OrderEventKind::Delivered => "event-delivered",
        OrderEventKind::Cancelled => "event-cancelled",
        OrderEventKind::Expired => "event-expired",
        OrderEventKind::Returned => "event-returned",
        OrderEventKind::RefundRequested => "event-refund-requested",
        OrderEventKind::Refunded => "event-refunded",
        OrderEventKind::Changed => "event-changed",
    }
}
