//! A reminder of an order that this browser placed and that waits for its payment.

use leptos::prelude::*;
use outpost_web_ui::formatting::iso_datetime;
use outpost_web_ui::parts::icon;

use crate::context::Context;
use crate::paths;

pub(super) fn unpaid(cx: Context<'_>) -> Option<impl IntoView> {
    let order = cx.shell.unpaid.as_ref()?;
    let market_locale = cx.shell.market_locale;
    let (href, key) = if order.pays_here {
        (paths::order_pay(market_locale, &order.number), "unpaid-finish")
    } else {
        (paths::order(market_locale, &order.number), "unpaid-how")
    };
    let message = cx
        .format("unpaid-waits", &[("number", order.number.as_str().into()), ("amount", cx.money(order.total).into())]);
    Some(view! {
        <section class="wrap" aria-label=cx.text("unpaid-label")>
            <div class="notice notice-warn">
                {icon::parcel()}
                <p>
                    {message} " " {cx.text("pay-held-until")} " "
                    <time datetime=iso_datetime(order.hold_expires_at)>{cx.moment(order.hold_expires_at)}</time>
                </p>
                <a class="button" href=href>{cx.text(key)}</a>
            </div>
        </section>
    })
}
