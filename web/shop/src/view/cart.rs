//! The cart and the sums under it.

use outpost_domain::delivery::DeliveryWindow;
use outpost_domain::money::{BasisPoints, Money};
use outpost_domain::stock::StockLevel;
use outpost_web_ui::view::Picture;
use time::Date;

use super::shared::ProductCard;

/// The cart.
#[derive(Clone, Debug)]
pub struct Cart {
    /// Its lines; empty shows the empty cart.
    pub lines: Vec<CartLine>,
    /// The sums over the lines that can be bought; absent for an empty cart.
    pub totals: Option<Totals>,
    /// Shipping and tax are for this country code until an address is known.
    pub estimated_for: String,
    /// When it arrives by the cheapest method if it is ordered now; unknown when absent.
    pub arrives: Option<DeliveryWindow>,
    /// At least one line can be bought.
    pub can_check_out: bool,
    /// Buying for this much more makes delivery free.
    pub free_delivery_gap: Option<Money>,
    /// Products to go on with; shown under an empty cart.
    pub suggestions: Vec<ProductCard>,
}

/// A line of the cart. Its form posts `quantity` to `/{m}/cart/lines/{sku}`; 0 removes it.
#[derive(Clone, Debug)]
pub struct CartLine {
    /// SKU of the variant.
    pub sku: String,
    /// Slug of the product; none where it has no page in this market.
    pub slug: Option<String>,
    /// Name of the product, or the SKU where the shop knows no name.
    pub name: String,
    /// The variant's options as text, e.g. `Moss green, 350 ml`; empty without options.
    pub options: String,
    /// Its picture.
    pub picture: Option<Picture>,
    /// Price of one piece now; none where it is not sold.
    pub unit: Option<Money>,
    /// Price of the line; none where nothing of it can be ordered.
    pub total: Option<Money>,
    /// Pieces in the cart.
    pub quantity: u32,
    /// The most pieces that can be ordered; 0 when sold out.
    pub max_quantity: u32,
    /// Stock of the variant; none where it is not sold.
    pub stock: Option<StockLevel>,
    /// What changed since it was put in the cart.
    pub changes: Vec<LineChange>,
}

/// What changed about a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineChange {
    /// The price changed.
    PriceChanged {
        /// What the shopper last saw.
        was: Money,
        /// What it costs now.
        now: Money,
    },
    /// Fewer are left than wanted.
    OnlyLeft {
        /// Pieces that can be had.
        available: u32,
    },
    /// None are left.
    SoldOut,
    /// It cannot be sent now, but later.
    NowBackordered {
        /// The day the stock is expected.
        expected: Option<Date>,
    },
    /// Not, or no longer, sold in this market.
    NotSoldHere,
    /// The shop does not know it, or not yet.
    Unknown,
}

/// The sums of a cart or an order. All of one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Sum of the lines, with tax when tax is included.
    pub lines: Money,
    /// Cost of delivery; not known yet when absent.
    pub shipping: Option<Money>,
    /// Tax by rate. Within the total when tax is included, else on top.
    pub taxes: Vec<(BasisPoints, Money)>,
    /// Tax is contained in the other amounts.
    pub tax_included: bool,
    /// What is paid.
    pub total: Money,
}
