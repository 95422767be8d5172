//! The document's head: title, canonical address, other languages, styles, icons.

use leptos::prelude::*;
use outpost_domain::market::MarketLocale;

use crate::assets::asset;
use crate::localizer::Localizer;

/// What a document's head says about its page. Addresses are absolute, with the scheme.
pub struct Head<'a> {
    /// Market and language, for `lang` and `dir`.
    pub market_locale: MarketLocale,
    /// The whole title.
    pub title: String,
    /// A sentence for search engines; may be empty.
    pub description: &'a str,
    /// The page's own style sheet beside `base.css`; may be empty.
    pub style: &'static str,
    /// The page's own script beside `loader.js`; may be empty.
    pub script: &'static str,
    /// The page's one address. A page without one is kept out of search engines.
    pub canonical: Option<String>,
    /// The same page in the other markets.
    pub alternates: Vec<AlternateLink>,
    /// A picture for link previews.
    pub preview_picture: Option<String>,
}

impl Head<'_> {
    /// The head of a page that is kept out of search engines.
    pub const fn private(market_locale: MarketLocale, title: String, style: &'static str) -> Self {
        Self {
            market_locale,
            title,
            description: "",
            style,
            script: "",
            canonical: None,
            alternates: Vec::new(),
            preview_picture: None,
        }
    }
}

/// The same page for readers of another language.
pub struct AlternateLink {
    /// A language tag, or `x-default`.
    pub hreflang: String,
    /// Its address.
    pub href: String,
}

pub(super) fn head(l10n: Localizer, about: Head<'_>) -> impl IntoView {
    let style = (!about.style.is_empty()).then(|| asset(about.style));
    let alternates = about
        .alternates
        .into_iter()
        .map(|other| view! { <link rel="alternate" hreflang=other.hreflang href=other.href /> })
        .collect::<Vec<_>>();
    view! {
        <head>
            <meta charset="utf-8" />
            <title>{about.title.clone()}</title>
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <link rel="stylesheet" href=asset("base.css") />
            {style.map(|address| view! { <link rel="stylesheet" href=address /> })}
            {(!about.description.is_empty())
                .then(|| view! { <meta name="description" content=about.description.to_owned() /> })}
            {about.canonical.is_none().then(|| view! { <meta name="robots" content="noindex" /> })}
            {about.canonical.map(|address| view! { <link rel="canonical" href=address /> })}
            {alternates}
            <meta name="theme-color" content="#f6f3ec" media="(prefers-color-scheme: light)" />
            <meta name="theme-color" content="#141a17" media="(prefers-color-scheme: dark)" />
            {preview("og:site_name", l10n.text("shop-name").to_owned())}
            {preview("og:title", about.title)}
            {about.preview_picture.map(|address| preview("og:image", address))}
            <link rel="icon" href=asset("favicon.svg") type="image/svg+xml" />
            <link rel="apple-touch-icon" href=asset("apple-touch-icon.png") />
            <link rel="manifest" href=asset("manifest.webmanifest") />
        </head>
    }
}

/// A property of link previews. The attribute is RDFa's, which Leptos does not know on `meta`.
fn preview(property: &'static str, content: String) -> impl IntoView {
    leptos::html::meta().attr("property", property).content(content)
}
