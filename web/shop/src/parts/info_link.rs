//! Links to information pages.

use leptos::prelude::*;
use outpost_domain::market::Market;

use crate::context::Context;
use crate::paths;
use crate::view::InfoPage;

/// A link to an information page, by its name.
pub(crate) fn info_link(cx: Context<'_>, page: InfoPage) -> impl IntoView {
    view! { <a href=paths::info(cx.shell.market_locale, page)>{info_name(cx, page)}</a> }
}

/// The name of an information page.
pub(crate) fn info_name(cx: Context<'_>, page: InfoPage) -> &'static str {
    cx.text(match page {
        InfoPage::About => "info-about",
        InfoPage::Delivery => "info-delivery",
        InfoPage::Returns => "info-returns",
        InfoPage::Privacy => "info-privacy",
        InfoPage::Terms => "info-terms",
        InfoPage::Contact => "info-contact",
        InfoPage::Accessibility => "info-accessibility",
        InfoPage::Legal => match cx.shell.market_locale.market {
            Market::Gb => "info-legal-gb",
            Market::De => "info-legal-de",
            Market::Jp => "info-legal-jp",
        },
    })
}
