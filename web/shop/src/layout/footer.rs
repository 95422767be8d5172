//! The footer: help, the shop, the choice of market.

use leptos::prelude::*;
use outpost_domain::market::MarketLocale;

use crate::context::Context;
use crate::parts::icon;
use crate::paths;
use crate::view::InfoPage;
use crate::words::name_in;

pub(super) fn footer(cx: Context<'_>) -> impl IntoView {
    let prefix = cx.shell.prefix;
    view! {
        <footer class="site-footer">
            <div class="wrap footer-grid">
                <div class="footer-about">
                    <p class="footer-name">{icon::logo()} {cx.say("shop-name")}</p>
                    <p>{cx.say("footer-about")}</p>
                    {cx.shell.test_payments.then(|| view! { <p class="footer-test">{cx.say("footer-test")}</p> })}
                </div>
                <nav aria-label=cx.say("footer-help")>
                    <h2>{cx.say("footer-help")}</h2>
                    <ul>
                        <li><a href=paths::track(prefix)>{cx.say("nav-track")}</a></li>
                        {info(cx, InfoPage::Delivery)}
                        {info(cx, InfoPage::Returns)}
                        {info(cx, InfoPage::Contact)}
                    </ul>
                </nav>
                <nav aria-label=cx.say("footer-shop")>
                    <h2>{cx.say("footer-shop")}</h2>
                    <ul>
                        {info(cx, InfoPage::About)}
                        {info(cx, InfoPage::Terms)}
                        {info(cx, InfoPage::Privacy)}
                        {info(cx, InfoPage::Accessibility)}
                        {info(cx, InfoPage::Legal)}
                    </ul>
                </nav>
                {markets(cx)}
            </div>
        </footer>
    }
}

fn info(cx: Context<'_>, page: InfoPage) -> impl IntoView {
    view! { <li><a href=paths::info(cx.shell.prefix, page)>{crate::info::name(cx, page)}</a></li> }
}

/// The same page in every market and language, or its front page where the page does not exist there.
fn markets(cx: Context<'_>) -> impl IntoView {
    let links = MarketLocale::all()
        .map(|prefix| {
            let path = cx.shell.alternates.iter().find(|other| other.prefix == prefix).map(|other| other.path.as_str());
            let tag = prefix.language_tag();
            let here = (prefix == cx.shell.prefix).then_some("true");
            view! {
                <li>
                    <a href=paths::choose(prefix, path.unwrap_or("")) rel="nofollow" hreflang=tag lang=prefix.locale.code() aria-current=here>
                        {market_name(prefix)}
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <nav class="markets" aria-label=cx.say("footer-markets")>
            <h2>{cx.say("footer-markets")}</h2>
            <ul>{links}</ul>
        </nav>
    }
}

/// The market in its own language: `Deutschland · Deutsch · €`.
fn market_name(prefix: MarketLocale) -> String {
    let country = name_in(prefix.locale, &format!("market-{}", prefix.market.code()));
    format!("{country} · {} · {}", name_in(prefix.locale, "language-name"), prefix.market.currency())
}
