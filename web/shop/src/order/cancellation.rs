//! Asks whether an order that is not paid yet shall be cancelled.

use leptos::prelude::*;
use outpost_domain::payment::PaymentMethod;

use super::lines;
use crate::context::Context;
use crate::layout::{Options, document};
use crate::parts::info_link::info_link;
use crate::paths;
use crate::view::{Cancellation, InfoPage, Shell};

/// The question, with what would be cancelled.
pub fn cancellation(shell: &Shell, page: &Cancellation) -> String {
    let cx = Context::new(shell);
    let market_locale = cx.shell.market_locale;
    let heading = cx.format("cancel-heading", &[("number", page.number.as_str().into())]);
    let options = Options { title: heading.clone(), style: "order.css", is_private: true, ..Options::default() };
    document(cx, &options, || {
        view! {
            <div class="narrow">
                <h1>{heading}</h1>
                <p>{cx.text("cancel-explained")}</p>
                {(page.payment == PaymentMethod::Transfer).then(|| transferred(cx))}
                {lines(cx, &page.lines)}
                <form method="post" action=paths::order_cancellation(market_locale, &page.number)>
                    <button class="button" type="submit">{cx.text("order-cancel")}</button>
                </form>
                <p><a href=paths::order(market_locale, &page.number)>{cx.text("cancel-keep")}</a></p>
            </div>
        }
    })
}

/// Money that is on its way would find no order.
fn transferred(cx: Context<'_>) -> impl IntoView {
    view! {
        <p>
            {cx.text("cancel-transferred")} " " {info_link(cx, InfoPage::Contact)}
        </p>
    }
}
