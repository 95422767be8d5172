//! What delivery costs and when it comes, said before the cart.

use leptos::prelude::*;

use crate::context::Context;
use crate::parts::icon;
use crate::paths;
use crate::view::{DeliveryEstimate, InfoPage};

pub(super) fn estimate(cx: Context<'_>, estimate: &DeliveryEstimate) -> impl IntoView {
    let country = cx.country(&estimate.country, "");
    let cost = if estimate.cost.minor() == 0 {
        cx.tell("delivery-free-to", &[("country", country.into())])
    } else {
        cx.tell("delivery-cost-to", &[("cost", cx.money(estimate.cost).into()), ("country", country.into())])
    };
    let window = cx.tell("delivery-arrives", &[("window", cx.words.window(estimate.window).into())]);
    let free = estimate.free_from.filter(|_| estimate.cost.minor() > 0).map(|sum| {
        let words = cx.tell("delivery-free-from", &[("sum", cx.money(sum).into())]);
        view! { <li>{icon::check()} <p>{words}</p></li> }
    });
    let returns = paths::info(cx.shell.prefix, InfoPage::Returns);
    view! {
        <ul class="buy-facts" role="list">
            <li>
                {icon::van()}
                <p>
                    <strong>{window}</strong>
                    <br />
                    {cost}
                </p>
            </li>
            {free}
            <li>{icon::back()} <p><a href=returns>{cx.say("promise-returns")}</a></p></li>
        </ul>
    }
}
