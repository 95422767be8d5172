//! The document around a screen.

use leptos::prelude::*;
use outpost_web_ui::asset;
use outpost_web_ui::localizer::Localizer;
use outpost_web_ui::parts::icon;

use crate::blocks::block;
use crate::messages::localizer;
use crate::routes;
use crate::view::{NavItem, Notice, Page, Shell};

/// A screen as HTML.
pub fn page(page: Page) -> String {
    let l10n = localizer();
    let owner = Owner::new();
    let html = owner.with(|| document(l10n, page).to_html());
    owner.cleanup();
    // Nothing here is hydrated, so the markers for that are left out.
    format!("<!DOCTYPE html>{}", html.replace("<!>", ""))
}

fn document(l10n: Localizer, page: Page) -> impl IntoView {
    let Page { shell, heading, above, notice, blocks } = page;
    view! {
        <html lang=l10n.locale().to_string() dir=l10n.direction()>
            <head>
                <meta charset="utf-8" />
                <title>{format!("{heading} · {}", l10n.text("admin-name"))}</title>
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="robots" content="noindex" />
                <link rel="stylesheet" href=asset("base.css") />
                <link rel="stylesheet" href=asset("admin.css") />
                <link rel="icon" href=asset("favicon.svg") type="image/svg+xml" />
            </head>
            <body class="admin">
                <a class="skip" href="#main">{l10n.text("skip-link")}</a>
                {header(l10n, shell)}
                <main id="main" tabindex="-1">
                    {(!above.is_empty())
                        .then(|| {
                            let links = above
                                .into_iter()
                                .map(|link| view! { <li><a href=link.href>{link.text}</a></li> })
                                .collect::<Vec<_>>();
                            view! {
                                <nav class="breadcrumbs" aria-label=l10n.text("breadcrumbs-label")>
                                    <ol>{links} <li aria-current="page">{heading.clone()}</li></ol>
                                </nav>
                            }
                        })}
                    <h1>{heading.clone()}</h1>
                    {notice.map(message)}
                    {blocks.into_iter().map(|part| block(l10n, part)).collect::<Vec<_>>()}
                </main>
            </body>
        </html>
    }
}

fn header(l10n: Localizer, shell: Shell) -> impl IntoView {
    let items = shell
        .nav
        .into_iter()
        .map(|NavItem { label, href, is_current }| {
            view! { <li><a href=href aria-current=is_current.then_some("page")>{label}</a></li> }
        })
        .collect::<Vec<_>>();
    let person = shell.person.map(|person| {
        view! {
            <form class="admin-person" method="post" action=routes::LOG_OUT>
                <span>{person}</span>
                <button class="button-link" type="submit">{l10n.text("admin-log-out")}</button>
            </form>
        }
    });
    view! {
        <header class="admin-header">
            <a class="logo" href=routes::DASHBOARD>{icon::logo()} {l10n.text("admin-name")}</a>
            {person}
            {(!items.is_empty())
                .then(|| view! { <nav class="admin-nav" aria-label=l10n.text("admin-nav-label")><ul>{items}</ul></nav> })}
        </header>
    }
}

fn message(notice: Notice) -> impl IntoView {
    let Notice { text, lines, is_error } = notice;
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect::<Vec<_>>();
    view! {
        <div
            class=if is_error { "notice notice-warn" } else { "notice" }
            role=if is_error { "alert" } else { "status" }
        >
            {if is_error { icon::warning().into_any() } else { icon::check().into_any() }}
            <p>{text}</p>
            {(!lines.is_empty()).then(|| view! { <ul>{lines}</ul> })}
        </div>
    }
}
