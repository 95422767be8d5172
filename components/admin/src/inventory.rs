//! The stockroom.

pub(crate) mod adjust;
mod lines;
pub(crate) mod list;
pub(crate) mod purchase_order;
pub(crate) mod purchase_orders;
mod refusal;
pub(crate) mod stock_takes;
pub(crate) mod transfers;
pub(crate) mod variant;

use outpost_domain::stock::StockState;
use outpost_web_admin::routes;
use outpost_web_admin::view::{Cell, Link};
use outpost_web_ui::localizer::Localizer;

/// The parts of the stockroom.
fn parts(l10n: Localizer) -> Vec<Link> {
    vec![
        Link::new(l10n.text("inventory-purchase-orders"), routes::PURCHASE_ORDERS),
        Link::new(l10n.text("inventory-transfers"), routes::TRANSFERS),
        Link::new(l10n.text("inventory-stock-takes"), routes::STOCK_TAKES),
    ]
}

/// A variant's badge.
fn badge(l10n: Localizer, state: StockState) -> Cell {
    let (key, tone) = match state {
        StockState::In => ("inventory-in", "good"),
        StockState::Low => ("inventory-low", "warn"),
        StockState::Backorder => ("inventory-backorder", "quiet"),
        StockState::Out => ("inventory-out", "bad"),
    };
    Cell::Badge(l10n.text(key), tone)
}

/// A link to a variant.
fn variant_link(sku: &str) -> Cell {
    Cell::Link(Link::new(sku, routes::of(routes::VARIANT, sku)))
}

/// A product's title with its options.
fn name(title: &str, options: &str) -> String {
    if options.is_empty() { title.to_owned() } else { format!("{title}, {options}") }
}
