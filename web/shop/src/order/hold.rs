//! The hold on stock while payment is awaited: until when, how to pay, how to get more time.

use leptos::prelude::*;

use crate::context::Context;
use crate::paths;
use crate::view::{Hold, Order, PaymentKind};
use crate::words::machine;

pub(super) fn hold(cx: Context<'_>, page: &Order, hold: Hold) -> impl IntoView {
    let prefix = cx.shell.prefix;
    let pay = (page.payment == PaymentKind::Test).then(|| {
        let href = paths::order_pay(prefix, &page.number);
        view! { <a class="button" href=href>{cx.tell("pay-now", &[("amount", cx.money(page.totals.total).into())])}</a> }
    });
    let extend = hold.extension.map(|extension| {
        view! {
            <form method="post" action=paths::order_hold(prefix, &page.number)>
                <input type="hidden" name="extension" value=extension.to_string() />
                <button class="button button-quiet" type="submit">{cx.say("hold-extend")}</button>
            </form>
        }
    });
    let has_actions = pay.is_some() || extend.is_some();
    view! {
        <section class="hold" aria-labelledby="hold">
            <h2 id="hold">{cx.say("hold-heading")}</h2>
            <p>
                {cx.say("hold-until")} " "
                <strong><time datetime=machine(hold.expires_at)>{cx.words.moment(hold.expires_at)}</time></strong>
            </p>
            {has_actions.then(|| view! { <div class="hold-actions">{pay} {extend}</div> })}
        </section>
    }
}
