//! What happened to an order, and what comes next.

use leptos::prelude::*;

use crate::context::Context;
use crate::view::{Order, OrderStatus, TimelineEntry, TimelineEvent};
use crate::words::machine;

pub(super) fn timeline(cx: Context<'_>, page: &Order) -> impl IntoView {
    let past = page.timeline.iter().map(|item| entry(cx, item)).collect::<Vec<_>>();
    let coming = coming(page.status)
        .iter()
        .map(|&event| view! { <li class="timeline-coming">{cx.say(event_key(event))}</li> })
        .collect::<Vec<_>>();
    view! {
        <section aria-labelledby="timeline">
            <h2 id="timeline">{cx.say("timeline-heading")}</h2>
            <ol class="timeline" role="list">{past} {coming}</ol>
        </section>
    }
}

fn entry(cx: Context<'_>, entry: &TimelineEntry) -> impl IntoView {
    view! {
        <li>
            <span>{cx.say(event_key(entry.event))}</span>
            <time datetime=machine(entry.at)>{cx.words.moment(entry.at)}</time>
        </li>
    }
}

/// The steps that an order in this state still has before it.
const fn coming(status: OrderStatus) -> &'static [TimelineEvent] {
    match status {
        OrderStatus::AwaitingPayment => &[TimelineEvent::Paid, TimelineEvent::Shipped, TimelineEvent::Delivered],
        OrderStatus::Paid => &[TimelineEvent::Shipped, TimelineEvent::Delivered],
        OrderStatus::PartlyShipped | OrderStatus::Shipped => &[TimelineEvent::Delivered],
        OrderStatus::Delivered | OrderStatus::Cancelled | OrderStatus::Expired | OrderStatus::Refunded => &[],
    }
}

const fn event_key(event: TimelineEvent) -> &'static str {
    match event {
        TimelineEvent::Placed => "event-placed",
        TimelineEvent::HoldExtended => "event-hold-extended",
        TimelineEvent::PaymentFailed => "event-payment-failed",
        TimelineEvent::Paid => "event-paid",
        TimelineEvent::Shipped => "event-shipped",
        TimelineEvent::Delivered => "event-delivered",
        TimelineEvent::Cancelled => "event-cancelled",
        TimelineEvent::Expired => "event-expired",
        TimelineEvent::Refunded => "event-refunded",
    }
}
