//! A customer's addresses: the list, and one of them as a form.

mod form;

use leptos::prelude::*;
use outpost_web_ui::parts::address as parts;

use crate::context::Context;
use crate::layout::document;
use crate::paths;
use crate::view::{AddressList, SavedAddress, Shell};

pub use form::address;

/// The list.
pub fn addresses(shell: &Shell, page: &AddressList) -> String {
    let cx = Context::new(shell);
    let items = |cx| page.addresses.iter().map(move |saved| item(cx, saved)).collect::<Vec<_>>();
    document(cx, cx.text("account-addresses"), || {
        view! {
            <div class="narrow">
                <h1>{cx.text("account-addresses")}</h1>
                {page.addresses.is_empty().then(|| view! { <p>{cx.text("addresses-none")}</p> })}
                <ul class="summary-lines">{items(cx)}</ul>
                {(!page.is_full)
                    .then(|| {
                        view! {
                            <p>
                                <a class="button" href=paths::address(cx.shell.market_locale, "new")>
                                    {cx.text("addresses-add")}
                                </a>
                            </p>
                        }
                    })}
            </div>
        }
    })
}

fn item(cx: Context<'_>, saved: &SavedAddress) -> impl IntoView + use<> {
    let market_locale = cx.shell.market_locale;
    view! {
        <li>
            <div>
                {saved.is_default.then(|| view! { <p><strong>{cx.text("addresses-default")}</strong></p> })}
                {parts::address(*cx, &saved.address).into_any()}
                {(!saved.phone.is_empty()).then(|| view! { <p>{saved.phone.clone()}</p> })}
            </div>
            <div class="line-actions">
                <a class="button button-quiet" href=paths::address(market_locale, &saved.id)>{cx.text("addresses-change")}</a>
                <form method="post" action=paths::address_deletion(market_locale, &saved.id)>
                    <button class="button-link" type="submit">{cx.text("addresses-delete")}</button>
                </form>
            </div>
        </li>
    }
}
