//! The header: name, search, cart, categories. Works on the smallest phone without a script.

use leptos::prelude::*;
use outpost_web_ui::parts::icon;

use super::options::Options;
use super::search::search;
use crate::context::Context;
use crate::paths;

pub(super) fn header(cx: Context<'_>, options: &Options) -> impl IntoView {
    let market_locale = cx.shell.market_locale;
    view! {
        <header class="site-header">
            <div class="wrap site-bar">
                <a class="logo" href=paths::home(market_locale)>
                    {icon::logo()}
                    <span>{cx.text("shop-name")}</span>
                </a>
                {search(cx)}
                <div class="site-tools">
                    <a class="tool tool-track" href=paths::track(market_locale)>
                        {icon::parcel()}
                        <span>{cx.text("nav-track")}</span>
                    </a>
                    <a class="tool tool-account" href=paths::account(market_locale)>
                        {icon::person()}
                        <span>{cx.text("nav-account")}</span>
                    </a>
                    {cart(cx)}
                </div>
            </div>
            {(!options.hides_navigation && !cx.shell.nav.is_empty()).then(|| navigation(cx))}
        </header>
    }
}

fn cart(cx: Context<'_>) -> impl IntoView {
    let count = cx.shell.cart_count;
    view! {
        <a class="tool" href=paths::cart(cx.shell.market_locale)>
            {icon::basket()}
            <span>{cx.text("nav-cart")}</span>
            {(count > 0)
                .then(|| {
                    view! {
                        <span class="tool-count" aria-hidden="true">
                            {cx.number(u64::from(count))}
                        </span>
                        <span class="visually-hidden">{cx.plural("nav-cart-count", u64::from(count))}</span>
                    }
                })}
        </a>
    }
}

fn navigation(cx: Context<'_>) -> impl IntoView {
    let current = cx.shell.current_nav.as_deref();
    let links = || {
        cx.shell
            .nav
            .iter()
            .map(|category| {
                let here = (current == Some(category.slug.as_str())).then_some("true");
                view! {
                    <li>
                        <a href=paths::category(cx.shell.market_locale, &category.slug) aria-current=here>
                            {category.name.as_str()}
                        </a>
                    </li>
                }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <nav class="site-nav" aria-label=cx.text("nav-categories")>
            <div class="wrap site-nav-bar">
                <button class="nav-all" type="button" popovertarget="all-categories">{cx.text("nav-all")}</button>
                <ul>{links()}</ul>
            </div>
            <div class="nav-sheet" id="all-categories" popover>
                <ul>{links()}</ul>
            </div>
        </nav>
    }
}
