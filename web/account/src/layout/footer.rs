//! The footer: logging out, what the law asks for, the same page in other languages.

use leptos::prelude::*;
use outpost_web_ui::localizer::Localizer;

use crate::context::Context;
use crate::{paths, routes};

pub(super) fn footer(cx: Context<'_>) -> impl IntoView {
    let market_locale = cx.shell.market_locale;
    view! {
        <footer class="site-footer">
            <div class="wrap footer-grid">
                {cx.shell.section.map(|_| logout(cx))}
                <nav aria-label=cx.text("footer-help")>
                    <h2>{cx.text("footer-help")}</h2>
                    <ul>
                        <li><a href=routes::SHOP_INFO.path(market_locale, &["contact"])>{cx.text("info-contact")}</a></li>
                        <li><a href=routes::SHOP_INFO.path(market_locale, &["privacy"])>{cx.text("info-privacy")}</a></li>
                        <li><a href=routes::SHOP_INFO.path(market_locale, &["terms"])>{cx.text("info-terms")}</a></li>
                    </ul>
                </nav>
                {markets(cx)}
            </div>
        </footer>
    }
}

fn logout(cx: Context<'_>) -> impl IntoView {
    view! {
        <form method="post" action=paths::logout(cx.shell.market_locale)>
            <button class="button button-quiet" type="submit">{cx.text("account-log-out")}</button>
        </form>
    }
}

/// The same page in every market and language.
fn markets(cx: Context<'_>) -> impl IntoView {
    let links = cx
        .shell
        .markets
        .prefixes()
        .map(|market_locale| {
            let here = (market_locale == cx.shell.market_locale).then_some("true");
            view! {
                <li>
                    <a
                        href=format!("/{market_locale}{}", cx.shell.path)
                        hreflang=market_locale.language_tag()
                        lang=market_locale.locale.to_string()
                        aria-current=here
                    >
                        {Localizer::market_name(market_locale)}
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
