//! What delivery costs and when it comes, shown before the cart.

use leptos::prelude::*;
use outpost_web_ui::parts::icon;

use crate::context::Context;
use crate::paths;
use crate::view::{DeliveryEstimate, InfoPage};

pub(super) fn estimate(cx: Context<'_>, estimate: &DeliveryEstimate) -> impl IntoView {
    let country = cx.to_country(&estimate.country);
    let cost = if estimate.cost.minor() == 0 {
        cx.format("delivery-free-to", &[("country", country.into())])
    } else {
        cx.format("delivery-cost-to", &[("cost", cx.money(estimate.cost).into()), ("country", country.into())])
    };
    let window = cx.format("delivery-arrives", &[("window", cx.window(estimate.window).into())]);
    let free = estimate.free_from.filter(|_| estimate.cost.minor() > 0).map(|sum| {
        let message = cx.format("delivery-free-from", &[("sum", cx.money(sum).into())]);
        view! { <li>{icon::check()} <p>{message}</p></li> }
    });
    let returns = paths::info(cx.shell.market_locale, InfoPage::Returns);
    view! {
        <ul class="buy-notes" role="list">
            <li>
                {icon::van()}
                <p>
                    <strong>{window}</strong>
                    <br />
                    {cost}
                </p>
            </li>
            {free}
            <li>{icon::back()} <p><a href=returns>{cx.text("promise-returns")}</a></p></li>
        </ul>
    }
}
