//! What just happened, shown once at the top of the page.

use leptos::prelude::*;
use outpost_web_ui::parts::icon;

use crate::context::Context;
use crate::paths;
use crate::view::Notice;

/// The place of the notice, empty without one: `forms.js` fills it when it saves a form.
pub(super) fn notice(cx: Context<'_>) -> impl IntoView {
    view! { <div id="notice" class="wrap">{cx.shell.notice.as_ref().map(|notice| content(cx, notice))}</div> }
}

fn content<'a>(cx: Context<'a>, notice: &'a Notice) -> impl IntoView + use<'a> {
    let (back, gap) = match notice {
        Notice::Added { back, free_delivery_gap, .. } => (back.as_ref(), *free_delivery_gap),
        _ => (None, None),
    };
    let undo = matches!(notice, Notice::Removed { .. });
    view! {
        <div class="notice" role="status">
            {icon::check()}
            <p>
                {message(cx, notice)}
                {gap.map(|gap| format!(" {}", cx.format("cart-free-gap", &[("gap", cx.money(gap).into())])))}
            </p>
            {back.map(|href| view! { <a class="button button-quiet" href=href.as_str()>{cx.text("notice-back")}</a> })}
            {undo
                .then(|| {
                    view! {
                        <form method="post" action=paths::cart_undo(cx.shell.market_locale)>
                            <button class="button button-quiet" type="submit">{cx.text("notice-undo")}</button>
                        </form>
                    }
                })}
        </div>
    }
}

fn message(cx: Context<'_>, notice: &Notice) -> String {
    let pieces = |key, name: &String, quantity: u32| {
        cx.format(key, &[("name", name.as_str().into()), ("count", quantity.into())])
    };
    match notice {
        Notice::Added { name, quantity, .. } => pieces("notice-added", name, *quantity),
        Notice::Limited { name, quantity } => pieces("notice-limited", name, *quantity),
        Notice::Removed { name } => cx.named("notice-removed", name),
        Notice::Restored { name } => cx.named("notice-restored", name),
        Notice::SoldOut { name } => cx.named("notice-sold-out", name),
        Notice::CartUpdated => cx.text("notice-cart-updated").to_owned(),
        Notice::CartFull { lines } => cx.format("notice-cart-full", &[("count", (*lines).into())]),
        Notice::CartEmpty => cx.text("notice-cart-empty").to_owned(),
        Notice::CartReset => cx.text("notice-cart-reset").to_owned(),
        Notice::OrderingUnavailable => cx.text("notice-ordering-unavailable").to_owned(),
        Notice::PlacedBefore => cx.text("notice-placed-before").to_owned(),
        Notice::HoldExtended => cx.text("notice-hold-extended").to_owned(),
        Notice::BrowserForgotten => cx.text("notice-browser-forgotten").to_owned(),
        Notice::OrderCancelled => cx.text("notice-order-cancelled").to_owned(),
    }
}
