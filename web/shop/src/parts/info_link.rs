//! Links to information pages.

use leptos::prelude::*;

use crate::context::Context;
use crate::paths;
use crate::view::InfoPage;

/// A link to an information page, by its name.
pub(crate) fn info_link(cx: Context<'_>, page: InfoPage) -> impl IntoView {
    view! { <a href=paths::info(cx.shell.market_locale, page)>{info_name(cx, page)}</a> }
}

/// The name of an information page.
pub(crate) fn info_name(cx: Context<'_>, page: InfoPage) -> &'static str {
    if page == InfoPage::Legal {
        let own = cx.find(&format!("info-legal-{}", cx.shell.market_locale.market.code()));
        return own.unwrap_or_else(|| cx.text("info-legal"));
    }
    cx.text(match page {
        InfoPage::About => "info-about",
        InfoPage::Delivery => "info-delivery",
        InfoPage::Returns => "info-returns",
        InfoPage::Privacy => "info-privacy",
        InfoPage::Terms => "info-terms",
        InfoPage::Contact => "info-contact",
        InfoPage::Accessibility => "info-accessibility",
        InfoPage::Legal => "info-legal",
    })
}
