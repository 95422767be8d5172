//! The header: back to the shop, the cart, and the parts of the account for whoever is logged in.

use leptos::prelude::*;
use outpost_web_ui::parts::icon;

use crate::context::Context;
use crate::view::Section;
use crate::{paths, routes};

pub(super) fn header(cx: Context<'_>) -> impl IntoView {
    let market_locale = cx.shell.market_locale;
    view! {
        <header class="site-header">
            <div class="wrap site-bar">
                <a class="logo" href=routes::SHOP.path(market_locale, &[])>
                    {icon::logo()}
                    <span>{cx.text("shop-name")}</span>
                </a>
                <div class="site-tools">
                    <a class="tool" href=routes::SHOP_CART.path(market_locale, &[])>
                        {icon::basket()}
                        <span>{cx.text("nav-cart")}</span>
                    </a>
                </div>
            </div>
            {cx.shell.section.map(|section| sections(cx, section))}
        </header>
    }
}

fn sections(cx: Context<'_>, current: Section) -> impl IntoView {
    let market_locale = cx.shell.market_locale;
    let all = [
        (Section::Orders, cx.text("account-orders"), paths::orders(market_locale)),
        (Section::Addresses, cx.text("account-addresses"), paths::addresses(market_locale)),
        (Section::Profile, cx.text("account-profile"), paths::profile(market_locale)),
        (Section::Security, cx.text("account-security"), paths::security(market_locale)),
    ];
    let links = all
        .into_iter()
        .map(|(section, text, href)| {
            let here = (section == current).then_some("page");
            view! { <li><a href=href aria-current=here>{text}</a></li> }
        })
        .collect::<Vec<_>>();
    view! {
        <nav class="site-nav" aria-label=cx.text("account-parts")>
            <ul class="wrap">{links}</ul>
        </nav>
    }
}
