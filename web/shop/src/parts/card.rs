//! A product in a row or a grid of products.

use leptos::prelude::*;
use outpost_web_ui::parts::picture::{Fetch, picture_beside};
use outpost_web_ui::parts::price::price;
use outpost_web_ui::parts::stars::stars;
use outpost_web_ui::parts::stock_badge;

use crate::context::Context;
use crate::paths;
use crate::view::ProductCard;

/// Between two highlights. The space that does not break keeps the dot at the end of a line, never at the beginning of one.
const SEPARATOR: &str = "\u{a0}· ";

/// A grid of cards. The first `eager` pictures are fetched at once, the very first before everything else when
/// `leads` says that it is likely the largest element of the first viewport.
pub(crate) fn grid(cx: Context<'_>, cards: &[ProductCard], eager: usize, leads: bool) -> impl IntoView {
    let items = cards
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let fetch = match index {
                0 if leads => Fetch::First,
                _ if index < eager => Fetch::Eager,
                _ => Fetch::Lazy,
            };
            card(cx, item, fetch)
        })
        .collect::<Vec<_>>();
    view! { <ul class="cards" role="list">{items}</ul> }
}

fn card(cx: Context<'_>, card: &ProductCard, fetch: Fetch) -> impl IntoView {
    view! {
        <li class="card">
            <div class="card-picture">{picture_beside(&card.name, &card.picture, fetch)}</div>
            <div class="card-text">
                {card.brand.as_deref().map(|brand| view! { <p class="card-brand">{brand}</p> })}
                <h3 class="card-name">
                    <a href=paths::product(cx.shell.market_locale, &card.slug)>{card.name.as_str()}</a>
                </h3>
                {(!card.highlights.is_empty()).then(|| view! { <p class="card-highlights">{card.highlights.join(SEPARATOR)}</p> })}
                {card.rating.map(|rating| stars(*cx, rating))}
                {price(*cx, &card.price)}
                {stock_badge::card_badge(*cx, card.stock)}
            </div>
        </li>
    }
}
