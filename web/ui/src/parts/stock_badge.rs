//! What can be bought, as text and colour.

use leptos::prelude::*;
use outpost_domain::stock::StockLevel;

use crate::localizer::Localizer;

/// The badge on a product page and in the cart.
pub fn badge(l10n: Localizer, stock: StockLevel) -> impl IntoView {
    view! { <p class=class(stock)>{text(l10n, stock)}</p> }
}

/// The badge on a card: nothing when there is enough, as people expect.
pub fn card_badge(l10n: Localizer, stock: StockLevel) -> Option<impl IntoView> {
    (stock != StockLevel::In).then(|| badge(l10n, stock))
}

const fn class(stock: StockLevel) -> &'static str {
    match stock {
        StockLevel::In => "stock stock-in",
        StockLevel::Low { .. } => "stock stock-low",
        StockLevel::Backorder { .. } => "stock stock-backorder",
        StockLevel::Out => "stock stock-out",
    }
}

fn text(l10n: Localizer, stock: StockLevel) -> String {
    match stock {
        StockLevel::In => l10n.text("stock-in").to_owned(),
        StockLevel::Low { left } => l10n.plural("stock-low", u64::from(left)),
        StockLevel::Backorder { expected: Some(day) } => {
            l10n.format("stock-later-on", &[("day", l10n.day(day).into())])
        }
        StockLevel::Backorder { expected: None } => l10n.text("stock-later").to_owned(),
        StockLevel::Out => l10n.text("stock-out").to_owned(),
    }
}
