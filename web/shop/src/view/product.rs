//! The page of one product, with one of its variants chosen.

use outpost_domain::category::CategoryLink;
use outpost_domain::delivery::DeliveryWindow;
use outpost_domain::money::Money;
use outpost_domain::stock::StockLevel;
use outpost_web_ui::view::{Picture, Price, Rating};

use super::shared::ProductCard;

/// One product and the variant that is chosen on its page.
#[derive(Clone, Debug)]
pub struct Product {
    /// The product's slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its brand.
    pub brand: Option<String>,
    /// Its vendor.
    pub vendor: String,
    /// Categories above, the topmost first.
    pub breadcrumbs: Vec<CategoryLink>,
    /// Pictures, the main one first; at least one.
    pub pictures: Vec<Picture>,
    /// Plain text; a blank line begins a new paragraph.
    pub description: String,
    /// The options to choose from; none for a product of one variant.
    pub options: Vec<OptionGroup>,
    /// SKU of the chosen variant.
    pub sku: String,
    /// Price of the chosen variant.
    pub price: Price,
    /// Stock of the chosen variant.
    pub stock: StockLevel,
    /// The most pieces one order may hold, at least 1 when it can be bought.
    pub max_quantity: u32,
    /// Delivery to the market's home country; none where unknown.
    pub delivery: Option<DeliveryEstimate>,
    /// Summary of the reviews; none without reviews.
    pub rating: Option<RatingSummary>,
    /// Attribute names and values.
    pub attributes: Vec<(String, String)>,
    /// What law asks to be said.
    pub law: LegalText,
    /// Related products; four fill a row.
    pub related: Vec<ProductCard>,
}

/// What law asks to be said of a product. What is empty is not shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LegalText {
    /// Name and address of the manufacturer.
    pub manufacturer: String,
    /// Name and address of who answers for it in the European Union.
    pub eu_contact: String,
    /// The country it comes from, in two letters.
    pub origin_country: String,
    /// Years of the manufacturer's guarantee; 0 without.
    pub guarantee_years: u8,
    /// What food or cosmetics consist of.
    pub ingredients: String,
    /// Which of these cause allergies.
    pub allergens: String,
}

/// An option to choose, such as the colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionGroup {
    /// Its name, e.g. `Colour`.
    pub name: String,
    /// Its values.
    pub values: Vec<OptionValue>,
}

/// One value of an option. Following its link chooses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionValue {
    /// Its name, e.g. `Moss green`.
    pub label: String,
    /// The product with a variant that has this value, can be bought, and otherwise stays closest to the chosen one.
    pub href: String,
    /// Whether the chosen variant has it.
    pub selected: bool,
    /// Whether every variant with it is sold out; it stays a link.
    pub sold_out: bool,
}

/// Cost and days of delivery, shown before the cart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryEstimate {
    /// Country code, e.g. `GB`.
    pub country: String,
    /// Cost of the cheapest method for this product alone; zero is "free".
    pub cost: Money,
    /// Delivery is free from this value of goods on.
    pub free_from: Option<Money>,
    /// The days of arrival when ordered now.
    pub window: DeliveryWindow,
}

/// Summary of the reviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RatingSummary {
    /// Mean and count.
    pub rating: Rating,
    /// Reviews with 1, 2, 3, 4 and 5 stars.
    pub histogram: [u32; 5],
}
