//! Information pages: delivery, returns, privacy and so on.
//!
//! Their texts are `web/locales/<locale>/pages/<slug>.txt`: the first block is a summary, `## ` begins a heading, lines
//! that begin with `- ` are a list, anything else is a paragraph; blank lines separate blocks.

use leptos::prelude::*;
use outpost_domain::market::Locale;

use crate::context::Context;
use crate::layout::{Frame, document};
use crate::parts::crumbs::crumbs;
use crate::view::{InfoPage, Shell};

/// The texts of one locale, in the order of [`InfoPage::ALL`].
macro_rules! texts {
    ($locale:literal) => {
        [
            include_str!(concat!("../../locales/", $locale, "/pages/about.txt")),
            include_str!(concat!("../../locales/", $locale, "/pages/delivery.txt")),
            include_str!(concat!("../../locales/", $locale, "/pages/returns.txt")),
            include_str!(concat!("../../locales/", $locale, "/pages/contact.txt")),
            include_str!(concat!("../../locales/", $locale, "/pages/privacy.txt")),
            include_str!(concat!("../../locales/", $locale, "/pages/terms.txt")),
            include_str!(concat!("../../locales/", $locale, "/pages/accessibility.txt")),
        ]
    };
}

static TEXTS: [[&str; 7]; 3] = [texts!("en"), texts!("de"), texts!("ja")];

/// An information page.
pub fn info(shell: &Shell, page: InfoPage) -> String {
    let cx = Context::new(shell);
    let name = cx.say(name_key(page));
    let text = text(cx.words.locale, page);
    let (lead, rest) = text.split_once("\n\n").unwrap_or((text, ""));
    let frame = Frame { title: name.to_owned(), description: lead.trim().to_owned(), ..Frame::default() };
    document(cx, &frame, || {
        let blocks = rest.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).map(block).collect::<Vec<_>>();
        view! {
            {crumbs(cx, &[], name)}
            <article class="narrow prose">
                <h1>{name}</h1>
                <p class="lead">{lead.trim()}</p>
                {blocks}
            </article>
        }
    })
}

/// The key of a page's name.
pub(crate) const fn name_key(page: InfoPage) -> &'static str {
    match page {
        InfoPage::About => "info-about",
        InfoPage::Delivery => "info-delivery",
        InfoPage::Returns => "info-returns",
        InfoPage::Privacy => "info-privacy",
        InfoPage::Terms => "info-terms",
        InfoPage::Contact => "info-contact",
        InfoPage::Accessibility => "info-accessibility",
    }
}

fn text(locale: Locale, page: InfoPage) -> &'static str {
    let index = InfoPage::ALL.iter().position(|&other| other == page).unwrap_or(0);
    TEXTS[locale as usize][index]
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
