//! The hold on stock while payment is awaited: until when, how to pay, how to get more time or to cancel.

use leptos::prelude::*;
use outpost_web_ui::formatting::iso_datetime;

use crate::context::Context;
use crate::paths;
use crate::view::{Hold, Order};

pub(super) fn hold(cx: Context<'_>, page: &Order, hold: Hold) -> impl IntoView {
    let market_locale = cx.shell.market_locale;
    let pay = page.can_pay.then(|| {
        let href = paths::order_pay(market_locale, &page.number);
        view! { <a class="button" href=href>{cx.format("pay-now", &[("amount", cx.money(page.totals.total).into())])}</a> }
    });
    let extend = hold.extension.map(|extension| {
        view! {
            <form method="post" action=paths::order_hold(market_locale, &page.number)>
                <input type="hidden" name="extension" value=extension.to_string() />
                <button class="button button-quiet" type="submit">{cx.text("hold-extend")}</button>
            </form>
        }
    });
    let cancel = view! {
        <a class="button button-quiet" href=paths::order_cancellation(market_locale, &page.number)>
            {cx.text("order-cancel")}
        </a>
    };
    view! {
        <section class="hold" aria-labelledby="hold">
            <h2 id="hold">{cx.text("hold-heading")}</h2>
            <p>
                {cx.text("hold-until")} " "
                <strong><time datetime=iso_datetime(hold.expires_at)>{cx.moment(hold.expires_at)}</time></strong>
            </p>
            <div class="hold-actions">{pay} {extend} {cancel}</div>
        </section>
    }
}
