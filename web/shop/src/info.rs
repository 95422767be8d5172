//! Information pages: delivery, returns, privacy and so on.
//!
//! Their texts are `web/locales/<locale>/pages/<slug>.txt`: the first block is a summary, `## ` begins a heading, lines
//! that begin with `- ` are a list, anything else is a paragraph; blank lines separate blocks. What the law requires
//! about the seller differs by market: those texts are `legal-<market>.txt`; the details come from the operator's settings.

use leptos::prelude::*;
use outpost_domain::market::MarketLocale;
use outpost_domain::settings::Company;
use outpost_web_ui::page_text;

use crate::context::Context;
use crate::layout::{Options, document};
use crate::parts::breadcrumbs::breadcrumbs;
use crate::parts::info_link::info_name;
use crate::view::{CookieUse, Info, InfoPage, Shell};

/// The block in whose place the list of cookies stands.
const COOKIES: &str = "{cookies}";

/// An information page.
pub fn info(shell: &Shell, info: &Info) -> String {
    let cx = Context::new(shell);
    let name = info_name(cx, info.page);
    let text = text(shell.market_locale, info.page);
    let (lead, rest) = text.split_once("\n\n").unwrap_or((text, ""));
    let options = Options { title: name.to_owned(), description: lead.trim().to_owned(), ..Options::default() };
    document(cx, &options, || {
        let blocks = rest.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
        let blocks = blocks.map(|text| if text == COOKIES { cookies(cx, &info.cookies) } else { block(text) });
        let blocks = blocks.collect::<Vec<_>>();
        view! {
            {breadcrumbs(cx, &[], name)}
            <article class="narrow prose">
                <h1>{name}</h1>
                <p class="lead">{lead.trim()}</p>
                {(info.page == InfoPage::Legal).then(|| company_details(cx, &info.company))}
                {blocks}
            </article>
        }
    })
}

/// Who runs the shop; a detail that the operator has not set is shown as missing rather than left out.
fn company_details(cx: Context<'_>, company: &Company) -> impl IntoView {
    let keys = [
        "legal-name",
        "legal-address",
        "legal-representative",
        "legal-email",
        "legal-phone",
        "legal-register",
        "legal-vat-id",
    ];
    let rows = keys
        .into_iter()
        .zip(company.details())
        .map(|(key, value)| {
            let value = if value.is_empty() { cx.text("legal-missing") } else { value }.to_owned();
            view! {
                <div>
                    <dt>{cx.text(key)}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
        .collect::<Vec<_>>();
    view! { <dl class="company-details">{rows}</dl> }
}

/// What each cookie is for, and how long it is kept.
fn cookies(cx: Context<'_>, cookies: &[CookieUse]) -> AnyView {
    let item = |cookie: &CookieUse| {
        let purpose = match cookie.name.trim_start_matches("__Host-") {
            "market" => cx.text("cookie-market"),
            "cart" => cx.text("cookie-cart"),
            "checkout" => cx.text("cookie-checkout"),
            "orders" => cx.text("cookie-orders"),
            "visitor" => cx.text("cookie-visitor"),
            "flash" => cx.text("cookie-flash"),
            "undo" => cx.text("cookie-undo"),
            "consistency" => cx.text("cookie-consistency"),
            "session" => cx.text("cookie-session"),
            _ => "",
        };
        let (key, unit) = match cookie.ttl_seconds {
            ..3_600 => ("cookie-minutes", 60),
            3_600..86_400 => ("cookie-hours", 3_600),
            _ => ("cookie-days", 86_400),
        };
        let kept = cx.plural(key, u64::try_from(cookie.ttl_seconds / unit).unwrap_or(0));
        view! { <li><span class="code">{cookie.name}</span> ": " {purpose} " (" {kept} ")"</li> }
    };
    let items = cookies.iter().map(item).collect::<Vec<_>>();
    view! { <ul>{items}</ul> }.into_any()
}

fn text(market_locale: MarketLocale, page: InfoPage) -> &'static str {
    let legal = || page_text(market_locale.locale, &format!("legal-{}", market_locale.market.code()));
    let text = if page == InfoPage::Legal { legal() } else { page_text(market_locale.locale, page.slug()) };
    // A market has no legal text until one is written for it.
    text.unwrap_or("")
}

fn block(block: &'static str) -> AnyView {
    if let Some(heading) = block.strip_prefix("## ") {
        return view! { <h2>{heading}</h2> }.into_any();
    }
    if block.starts_with("- ") {
        let items = block.lines().map(|line| view! { <li>{line.trim_start_matches("- ")}</li> }).collect::<Vec<_>>();
        return view! { <ul>{items}</ul> }.into_any();
    }
    view! { <p>{block}</p> }.into_any()
}
