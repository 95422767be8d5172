//! The document's head: title, canonical address, other languages, styles, icons.

use leptos::prelude::*;

use super::Frame;
use crate::asset;
use crate::context::Context;

pub(super) fn head(cx: Context<'_>, frame: &Frame) -> impl IntoView {
    let shell = cx.shell;
    let title = if frame.title.is_empty() {
        format!("{} · {}", cx.say("shop-name"), cx.say("shop-claim"))
    } else {
        format!("{} · {}", frame.title, cx.say("shop-name"))
    };
    let canonical = format!("{}/{}{}", shell.public_url, shell.prefix, shell.path);
    let hidden = frame.private || shell.noindex;
    let style = (!frame.style.is_empty()).then(|| asset(frame.style));
    let picture = frame.picture.as_ref().map(|source| format!("{}{source}", shell.public_url));
    view! {
        <head>
            <meta charset="utf-8" />
            <title>{title.clone()}</title>
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <link rel="stylesheet" href=asset("base.css") />
            {style.map(|address| view! { <link rel="stylesheet" href=address /> })}
            {(!frame.description.is_empty())
                .then(|| view! { <meta name="description" content=frame.description.clone() /> })}
            {hidden.then(|| view! { <meta name="robots" content="noindex" /> })}
            {(!hidden).then(|| view! { <link rel="canonical" href=canonical /> })}
            {(!hidden && is_same_elsewhere(cx)).then(|| alternates(cx))}
            <meta name="theme-color" content="#f6f3ec" media="(prefers-color-scheme: light)" />
            <meta name="theme-color" content="#141a17" media="(prefers-color-scheme: dark)" />
            {preview("og:site_name", cx.say("shop-name").to_owned())}
            {preview("og:title", title)}
            {picture.map(|address| preview("og:image", address))}
            <link rel="icon" href=asset("favicon.svg") type="image/svg+xml" />
            <link rel="apple-touch-icon" href=asset("apple-touch-icon.png") />
            <link rel="manifest" href=asset("manifest.webmanifest") />
        </head>
    }
}

/// What a link to the page shows elsewhere. The attribute is RDFa's, which Leptos does not know as one of `meta`.
fn preview(property: &'static str, content: String) -> impl IntoView {
    leptos::html::meta().attr("property", property).content(content)
}

/// Whether the pages of other markets are this very one.
fn is_same_elsewhere(cx: Context<'_>) -> bool {
    cx.shell.alternates.iter().any(|other| other.prefix == cx.shell.prefix && other.path == cx.shell.path)
}

/// The same page in the other markets, and where visitors of no market go.
fn alternates(cx: Context<'_>) -> impl IntoView {
    let shell = cx.shell;
    let address = |prefix, path: &str| format!("{}/{prefix}{path}", shell.public_url);
    let default = shell
        .alternates
        .first()
        .map(|first| view! { <link rel="alternate" hreflang="x-default" href=address(first.prefix, &first.path) /> });
    let links = shell
        .alternates
        .iter()
        .map(|other| {
            view! {
                <link
                    rel="alternate"
                    hreflang=other.prefix.language_tag()
                    href=address(other.prefix, &other.path)
                />
            }
        })
        .collect::<Vec<_>>();
    (links, default)
}
