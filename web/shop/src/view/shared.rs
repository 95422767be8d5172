//! Parts that several pages show: pictures, prices, stock, product cards.

use outpost_domain::money::Money;
use time::Date;

/// A link whose text is data (a name, a query), not a phrase of the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it says.
    pub text: String,
    /// Where it leads: an absolute path with its query, e.g. `/en-gb/search?q=mug`.
    pub href: String,
}

/// One step of the breadcrumbs: a category above the page. The shop's home and the page itself are added by the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// The category's name in the page's language.
    pub name: String,
    /// The category's slug.
    pub slug: String,
}

/// A picture with the size it is stored in, so that nothing moves when it arrives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Address, e.g. `/media/1f3a….svg`.
    pub src: String,
    /// What it shows, in the page's language; empty when it only decorates.
    pub alt: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// What a thing costs, with tax as [`super::Shell::tax_included`] says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// The price, or the lowest of the variants' prices.
    pub amount: Money,
    /// The earlier price that is struck through, above `amount`.
    pub compare_at: Option<Money>,
    /// The variants' prices differ and `amount` is the lowest: shown as "from £12.00".
    pub is_lowest: bool,
}

/// Whether it can be bought now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stock {
    /// Enough of it.
    In,
    /// So few that it is worth saying how many.
    Low {
        /// Pieces left.
        left: u32,
    },
    /// Can be ordered now, arrives later.
    Backorder {
        /// The day the stock is expected.
        expected: Option<Date>,
    },
    /// Cannot be ordered.
    Out,
}

impl Stock {
    /// Whether it can be put in the cart.
    pub const fn can_be_bought(self) -> bool {
        !matches!(self, Self::Out)
    }
}

/// The mean of the reviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rating {
    /// The mean in tenths of a star, 10..=50.
    pub tenths: u16,
    /// How many reviews.
    pub count: u32,
}

/// A product in a listing, a row of related products or on the home page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductCard {
    /// The product's slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its brand.
    pub brand: Option<String>,
    /// Its first picture.
    pub picture: Picture,
    /// What it costs.
    pub price: Price,
    /// Its reviews; none yet when absent.
    pub rating: Option<Rating>,
    /// The best stock of its variants.
    pub stock: Stock,
    /// A few attribute values worth comparing, e.g. `Oak`, `350 ml`.
    pub facts: Vec<String>,
}

/// A category to walk into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryTile {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Products in it and below.
    pub count: u64,
    /// A picture that stands for it.
    pub picture: Option<Picture>,
}

/// The days between which a parcel arrives, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeliveryWindow {
    /// The first day it may arrive.
    pub earliest: Date,
    /// The last day it should arrive.
    pub latest: Date,
}
