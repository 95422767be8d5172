//! Breadcrumbs of the shop: the front page, the categories above, the page itself.

use leptos::prelude::*;
use outpost_domain::category::CategoryLink;
use outpost_web_ui::parts::breadcrumbs;
use outpost_web_ui::view::Link;

use crate::context::Context;
use crate::paths;

/// The front page, the categories `above`, the topmost first, and this page's own name.
pub(crate) fn breadcrumbs(cx: Context<'_>, above: &[CategoryLink], here: &str) -> impl IntoView {
    let market_locale = cx.shell.market_locale;
    let home = Link { text: cx.text("breadcrumbs-home").to_owned(), href: paths::home(market_locale) };
    let categories = above
        .iter()
        .map(|category| Link { text: category.name.clone(), href: paths::category(market_locale, &category.slug) });
    breadcrumbs::breadcrumbs(*cx, std::iter::once(home).chain(categories).collect(), here)
}
