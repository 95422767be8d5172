//! The footer: help, the shop, the choice of market.

use leptos::prelude::*;
use outpost_domain::market::MarketLocale;
use outpost_web_ui::localizer::Localizer;
use outpost_web_ui::parts::icon;

use crate::context::Context;
use crate::parts::info_link::info_link;
use crate::paths;
use crate::view::InfoPage;

pub(super) fn footer(cx: Context<'_>) -> impl IntoView {
    let market_locale = cx.shell.market_locale;
    view! {
        <footer class="site-footer">
            <div class="wrap footer-grid">
                <div class="footer-about">
                    <p class="footer-name">{icon::logo()} {cx.text("shop-name")}</p>
                    <p>{cx.text("footer-about")}</p>
                    {cx.shell.test_payments.then(|| view! { <p class="footer-test">{cx.text("footer-test")}</p> })}
                </div>
                <nav aria-label=cx.text("footer-help")>
                    <h2>{cx.text("footer-help")}</h2>
                    <ul>
                        <li><a href=paths::track(market_locale)>{cx.text("nav-track")}</a></li>
                        {info(cx, InfoPage::Delivery)}
                        {info(cx, InfoPage::Returns)}
                        {info(cx, InfoPage::Contact)}
                    </ul>
                </nav>
                <nav aria-label=cx.text("footer-shop")>
                    <h2>{cx.text("footer-shop")}</h2>
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
    view! { <li>{info_link(cx, page)}</li> }
}

/// The same page in every market and language; the front page where the page does not exist there.
fn markets(cx: Context<'_>) -> impl IntoView {
    let links = cx
        .shell
        .markets
        .prefixes()
        .map(|market_locale| {
            let path = cx.shell.alternates.iter().find(|other| other.market_locale == market_locale).map(|other| other.path.as_str());
            let tag = market_locale.language_tag();
            let here = (market_locale == cx.shell.market_locale).then_some("true");
            view! {
                <li>
                    <a href=paths::choose(market_locale, path.unwrap_or("")) rel="nofollow" hreflang=tag lang=market_locale.locale.to_string() aria-current=here>
                        {market_name(market_locale)}
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <nav class="markets" aria-label=cx.text("footer-markets")>
            <h2>{cx.text("footer-markets")}</h2>
            <ul>{links}</ul>
        </nav>
    }
}

/// The market in its own language: `Deutschland · Deutsch · €`.
fn market_name(market_locale: MarketLocale) -> String {
    format!("{} · {}", Localizer::market_name(market_locale), market_locale.market.currency())
}
