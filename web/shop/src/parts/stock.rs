//! Stock in words and colour.

use leptos::prelude::*;

use crate::context::Context;
use crate::view::Stock;

/// The badge on a product page and in the cart.
pub(crate) fn badge(cx: Context<'_>, stock: Stock) -> impl IntoView {
    view! { <p class=class(stock)>{words(cx, stock)}</p> }
}

/// The badge on a card: nothing when there is enough, which is what people expect.
pub(crate) fn card_badge(cx: Context<'_>, stock: Stock) -> Option<impl IntoView> {
    (stock != Stock::In).then(|| badge(cx, stock))
}

const fn class(stock: Stock) -> &'static str {
    match stock {
        Stock::In => "stock stock-in",
        Stock::Low { .. } => "stock stock-low",
        Stock::Backorder { .. } => "stock stock-later",
        Stock::Out => "stock stock-out",
    }
}

fn words(cx: Context<'_>, stock: Stock) -> String {
    match stock {
        Stock::In => cx.say("stock-in").to_owned(),
        Stock::Low { left } => cx.count("stock-low", u64::from(left)),
        Stock::Backorder { expected: Some(day) } => cx.tell("stock-later-on", &[("day", cx.words.day(day).into())]),
        Stock::Backorder { expected: None } => cx.say("stock-later").to_owned(),
        Stock::Out => cx.say("stock-out").to_owned(),
    }
}
