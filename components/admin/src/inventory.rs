//! The stockroom.

pub(crate) mod adjust;
mod documents;
mod lines;
pub(crate) mod list;
pub(crate) mod purchase_order;
pub(crate) mod purchase_orders;
mod refusal;
pub(crate) mod stock_take;
pub(crate) mod stock_takes;
pub(crate) mod transfer;
pub(crate) mod transfers;
pub(crate) mod variant;

use outpost_domain::ids::Sku;
use outpost_domain::stock::StockState;
use outpost_web_admin::routes;
use outpost_web_admin::view::Cell;
use outpost_web_ui::localizer::Localizer;

/// A variant's badge.
pub(crate) fn badge(l10n: Localizer, state: StockState) -> Cell {
    let (key, tone) = match state {
        StockState::In => ("inventory-in", "good"),
        StockState::Low => ("inventory-low", "warn"),
        StockState::Backorder => ("inventory-backorder", "quiet"),
        StockState::Out => ("inventory-out", "bad"),
    };
    Cell::Badge(l10n.text(key), tone)
}

/// A link to a variant.
pub(crate) fn variant_link(sku: &str) -> Cell {
    Cell::link(sku, routes::of(routes::VARIANT, sku))
}

/// A link to a variant, and what it is.
fn variant_cells(sku: &Sku, title: &str, options: &str) -> [Cell; 2] {
    [variant_link(sku.as_str()), Cell::from(name(title, options))]
}

/// A product's title with its options.
fn name(title: &str, options: &str) -> String {
    if options.is_empty() { title.to_owned() } else { format!("{title}, {options}") }
}
