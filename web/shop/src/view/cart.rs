//! The cart and its totals.

use outpost_domain::catalogue::UnitPrice;
use outpost_domain::delivery::DeliveryWindow;
use outpost_domain::money::{BasisPoints, Money};
use outpost_domain::stock::StockLevel;
use outpost_web_ui::view::Picture;
use time::Date;

use super::shared::ProductCard;

/// The cart.
#[derive(Clone, Debug)]
pub struct Cart {
    /// The lines; without any, the page shows the empty cart.
    pub lines: Vec<CartLine>,
    /// The totals of the lines that can be bought; none for an empty cart.
    pub totals: Option<Totals>,
    /// Code of the country for which delivery and tax are estimated, until an address is known.
    pub estimated_for: String,
    /// The days of arrival by the cheapest method when ordered now; none where unknown.
    pub arrives: Option<DeliveryWindow>,
    /// What the whole parcel waits for; none where everything can be sent at the same time.
    pub delay: Option<Delay>,
    /// Whether at least one line can be bought, and one parcel carries all of them.
    pub can_check_out: bool,
    /// The lines are too heavy for one parcel. Those that have to give way say so.
    pub is_too_heavy: bool,
    /// The value of goods that is missing for free delivery.
    pub free_delivery_gap: Option<Money>,
    /// Products shown under an empty cart.
    pub suggestions: Vec<ProductCard>,
}

/// An item that a parcel waits for, although others could be sent before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delay {
    /// Its name.
    pub name: String,
    /// The day its pieces are expected.
    pub expected: Date,
}

/// The button of the cart's form, which posts the quantities of all lines to `/{m}/cart`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CartStep {
    /// Stores the quantities.
    Save,
    /// Stores the quantities without a word about it: they were changed a moment ago, and a script sent them.
    Refresh,
    /// Stores the quantities and goes to the checkout.
    CheckOut,
}

impl CartStep {
    /// The value of its field `step`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Save => "save",
            Self::Refresh => "refresh",
            Self::CheckOut => "checkout",
        }
    }

    /// The name of the field with the quantity of a SKU; 0 removes its line, as the button `remove` with the SKU does.
    pub fn quantity_name(sku: &str) -> String {
        format!("quantity.{sku}")
    }
}

/// A line of the cart.
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
    /// Price of one piece; none where it is not sold.
    pub unit: Option<Money>,
    /// The price by kilogram, litre, metre or square metre, where the piece has such a measure.
    pub unit_price: Option<UnitPrice>,
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
    /// The tax on it changed.
    TaxChanged {
        /// The rate that the shopper last saw.
        was: BasisPoints,
        /// The rate now.
        now: BasisPoints,
    },
    /// Its weight changed, on which delivery depends.
    WeightChanged,
    /// Fewer pieces are left than the cart holds.
    OnlyLeft {
        /// Pieces that can be ordered.
        available: u32,
    },
    /// None are left.
    SoldOut,
    /// Unpaid bank transfers may hold no more pieces of it for now.
    PaymentLimit {
        /// Pieces that can be ordered by bank transfer.
        available: u32,
        /// Whether the order can be paid by card instead, for which there are enough pieces.
        card_offered: bool,
    },
    /// It is on backorder now.
    NowBackordered {
        /// The day the stock is expected.
        expected: Option<Date>,
    },
    /// One parcel does not carry so many pieces together with the other lines.
    TooHeavy {
        /// Pieces that it carries.
        carried: u32,
        /// What a parcel may weigh.
        limit_grams: u64,
    },
    /// Not, or no longer, sold in this market.
    NotSoldHere,
    /// The SKU is unknown in this region, or not replicated yet.
    Unknown,
}

/// The totals of a cart or an order, all in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Sum of the lines, with tax when tax is included.
    pub lines: Money,
    /// Cost of delivery; none where it is not known yet.
    pub shipping: Option<Money>,
    /// Tax by rate: part of the other amounts when tax is included, else added to them.
    pub taxes: Vec<(BasisPoints, Money)>,
    /// Whether the other amounts contain tax.
    pub tax_included: bool,
    /// The amount to pay.
    pub total: Money,
}
