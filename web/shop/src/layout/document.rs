//! The whole document around a page's own content.

use leptos::prelude::*;
use outpost_web_ui::layout::{self, AlternateLink, Head, Regions};

use super::footer::footer;
use super::header::header;
use super::notice::notice;
use super::options::Options;
use super::unpaid::unpaid;
use crate::context::Context;

/// The document as HTML. `content` makes what stands inside `main`.
pub(crate) fn document<V: IntoView>(cx: Context<'_>, options: &Options, content: impl FnOnce() -> V) -> String {
    layout::document(*cx, head(cx, options), || {
        let content = content();
        Regions { header: (header(cx, options), notice(cx), unpaid(cx)), content, footer: footer(cx) }
    })
}

fn head<'a>(cx: Context<'a>, options: &'a Options) -> Head<'a> {
    let shell = cx.shell;
    let is_indexed = !(options.is_private || shell.noindex);
    let title = if options.title.is_empty() {
        format!("{} · {}", cx.text("shop-name"), cx.text("shop-claim"))
    } else {
        format!("{} · {}", options.title, cx.text("shop-name"))
    };
    Head {
        market_locale: shell.market_locale,
        title,
        description: &options.description,
        style: options.style,
        script: options.script,
        canonical: is_indexed.then(|| format!("{}/{}{}", shell.public_url, shell.market_locale, shell.path)),
        alternates: if is_indexed && is_same_elsewhere(cx) { alternates(cx) } else { Vec::new() },
        preview_picture: options.picture.as_ref().map(|path| format!("{}{path}", shell.public_url)),
    }
}

/// Whether the alternates of the page are the page itself in other markets, not another page such as the first of a
/// listing.
fn is_same_elsewhere(cx: Context<'_>) -> bool {
    let shell = cx.shell;
    shell.alternates.iter().any(|other| other.market_locale == shell.market_locale && other.path == shell.path)
}

/// The page in every market, and the first market as `x-default`.
fn alternates(cx: Context<'_>) -> Vec<AlternateLink> {
    let shell = cx.shell;
    let links = shell.alternates.iter().map(|other| AlternateLink {
        hreflang: other.market_locale.language_tag(),
        href: format!("{}/{}{}", shell.public_url, other.market_locale, other.path),
    });
    let mut links: Vec<AlternateLink> = links.collect();
    if let Some(first) = links.first() {
        links.push(AlternateLink { hreflang: "x-default".to_owned(), href: first.href.clone() });
    }
    links
}
