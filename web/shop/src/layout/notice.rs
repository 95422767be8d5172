//! What just happened, said once at the top of the page.

use leptos::prelude::*;

use crate::context::Context;
use crate::parts::icon;
use crate::paths;
use crate::view::Notice;

pub(super) fn notice(cx: Context<'_>) -> Option<impl IntoView> {
    let notice = cx.shell.notice.as_ref()?;
    let prefix = cx.shell.prefix;
    let to_cart = matches!(notice, Notice::Added { .. } | Notice::Limited { .. });
    let undo = matches!(notice, Notice::Removed { .. });
    Some(view! {
        <div class="wrap">
            <div class="notice" role="status">
                {icon::check()}
                <p>{words(cx, notice)}</p>
                {to_cart
                    .then(|| {
                        let href = paths::cart(prefix);
                        view! { <a class="button button-quiet" href=href>{cx.say("notice-to-cart")}</a> }
                    })}
                {undo
                    .then(|| {
                        view! {
                            <form method="post" action=paths::cart_undo(prefix)>
                                <button class="button button-quiet" type="submit">{cx.say("notice-undo")}</button>
                            </form>
                        }
                    })}
            </div>
        </div>
    })
}

fn words(cx: Context<'_>, notice: &Notice) -> String {
    let pieces =
        |key, name: &String, quantity: u32| cx.tell(key, &[("name", name.as_str().into()), ("count", quantity.into())]);
    match notice {
        Notice::Added { name, quantity } => pieces("notice-added", name, *quantity),
        Notice::Limited { name, quantity } => pieces("notice-limited", name, *quantity),
        Notice::Removed { name } => cx.name("notice-removed", name),
        Notice::Restored { name } => cx.name("notice-restored", name),
        Notice::SoldOut { name } => cx.name("notice-sold-out", name),
        Notice::CartUpdated => cx.say("notice-cart-updated").to_owned(),
        Notice::CartFull { lines } => cx.tell("notice-cart-full", &[("count", (*lines).into())]),
        Notice::CartEmpty => cx.say("notice-cart-empty").to_owned(),
        Notice::CartReset => cx.say("notice-cart-reset").to_owned(),
        Notice::OrderingPaused => cx.say("notice-ordering-paused").to_owned(),
        Notice::PlacedBefore => cx.say("notice-placed-before").to_owned(),
        Notice::HoldExtended => cx.say("notice-hold-extended").to_owned(),
    }
}
