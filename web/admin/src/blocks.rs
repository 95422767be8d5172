//! The parts of a screen as HTML.

mod chart;
mod form;
mod grid;
mod table;

use leptos::prelude::*;
use outpost_web_ui::localizer::Localizer;

use crate::view::{Block, Fact, Figure, Link, LinkKind};

/// A part as HTML.
pub(crate) fn block(l10n: Localizer, block: Block) -> AnyView {
    match block {
        Block::Heading(text) => view! { <h2>{text}</h2> }.into_any(),
        Block::Text(text) => view! { <p class="admin-text">{text}</p> }.into_any(),
        Block::Links(links) => {
            view! { <div class="chips">{links.into_iter().map(link).collect::<Vec<_>>()}</div> }.into_any()
        }
        Block::Figures(figures) => figures_list(figures).into_any(),
        Block::Facts(facts) => facts_list(facts).into_any(),
        Block::Table(rows) => table::table(rows).into_any(),
        Block::List(list) => table::list(l10n, list).into_any(),
        Block::Form(one) => form::form(one).into_any(),
        Block::Grid(one) => grid::grid(one).into_any(),
        Block::Forms(forms) => {
            view! { <div class="admin-forms">{forms.into_iter().map(form::form).collect::<Vec<_>>()}</div> }.into_any()
        }
        Block::Chart(bars) => chart::chart(l10n, bars).into_any(),
        Block::Code { path, size, alt } => code(path, size, alt).into_any(),
        Block::Secret(text) => view! { <p class="admin-secret"><code>{text}</code></p> }.into_any(),
    }
}

/// A link that leads to an act or chooses a view.
fn link(link: Link) -> impl IntoView {
    let class = match link.kind {
        LinkKind::Plain => "button button-quiet",
        LinkKind::Main => "button",
        LinkKind::Current => "button button-quiet admin-current",
    };
    let current = (link.kind == LinkKind::Current).then_some("true");
    view! { <a class=class href=link.href aria-current=current>{link.text}</a> }
}

fn figures_list(figures: Vec<Figure>) -> impl IntoView {
    let items = figures
        .into_iter()
        .map(|Figure { label, value, href }| {
            let value = view! { <strong>{value}</strong> <span>{label}</span> };
            let content = if href.is_empty() {
                view! { <div class="admin-figure">{value}</div> }.into_any()
            } else {
                view! { <a class="admin-figure" href=href>{value}</a> }.into_any()
            };
            view! { <li>{content}</li> }
        })
        .collect::<Vec<_>>();
    view! { <ul class="admin-figures" role="list">{items}</ul> }
}

fn facts_list(facts: Vec<Fact>) -> impl IntoView {
    let rows = facts
        .into_iter()
        .map(|Fact { label, value, href }| {
            let value = match href {
                Some(href) => view! { <a href=href>{value}</a> }.into_any(),
                None => value.into_any(),
            };
            view! { <div><dt>{label}</dt> <dd>{value}</dd></div> }
        })
        .collect::<Vec<_>>();
    view! { <dl class="admin-facts">{rows}</dl> }
}

fn code(path: String, size: u32, alt: String) -> impl IntoView {
    view! {
        <svg class="admin-code" viewBox=format!("0 0 {size} {size}") width="220" height="220" role="img" aria-label=alt>
            <path class="admin-code-ground" d=format!("M0 0h{size}v{size}H0z") />
            <path class="admin-code-ink" d=path />
        </svg>
    }
}
