//! The catalogue: what its reads have in common (pictures, stock, product cards), and products as editors read and store them.

mod draft;
mod export;
mod import;
mod list;
mod price_history;
mod reference;
mod refusal;
mod save;
mod schedule;

use outpost_domain::cart::QUANTITY_MAX;
use outpost_domain::catalogue::Measure;
use outpost_domain::market::MarketLocale;
use outpost_domain::money::Money;
use outpost_domain::stock::StockState;
use serde::Deserialize;

use crate::sql::{Row, Rows, SqlError};

pub use draft::{StoredProduct, product, products, products_after, products_by_slug};
pub use export::{ExportError, export};
pub use import::{Imported, import};
pub use list::{ProductQuery, ProductRow, list};
pub use price_history::{EarlierPrice, price_history};
pub use reference::reference;
pub use refusal::CatalogueRefusal;
pub use save::{InitialStock, ProductChange, SaveProducts, save_products};
pub use schedule::{has_due, run_schedule};

/// A picture, served as `/media/{hash}` with an ending for its type, in pixels.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Picture {
    /// The hash of its bytes.
    pub hash: String,
    /// Its media type, e.g. `image/svg+xml`.
    pub content_type: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// What can be bought of a product or a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stock {
    /// The badge.
    pub state: StockState,
    /// Pieces that can be sent today; only given where the state is [`StockState::Low`], else 0.
    pub left: u32,
    /// When the next pieces arrive, in seconds since 1970; only given where the state is [`StockState::Backorder`].
    pub backorder_at: Option<i64>,
}

impl Stock {
    /// More pieces than this are "in stock"; the views `variant_stock` and `product_stock` say the same.
    const FEW: i64 = 5;

    /// The badge for `ready` pieces that can be sent today and `available` that can be ordered, backorders included.
    pub(crate) fn of(ready: i64, available: i64, backorder_at: Option<i64>) -> Self {
        match u32::try_from(ready) {
            Ok(1..) if ready > Self::FEW => Self { state: StockState::In, left: 0, backorder_at: None },
            Ok(left @ 1..) => Self { state: StockState::Low, left, backorder_at: None },
            _ if available > 0 => Self { state: StockState::Backorder, left: 0, backorder_at },
            _ => Self { state: StockState::Out, left: 0, backorder_at: None },
        }
    }
}

/// Pieces of one line that can be ordered: what is available, up to what a cart line may hold.
pub(crate) fn orderable(available: i64) -> u32 {
    u32::try_from(available.max(0)).unwrap_or(QUANTITY_MAX).min(QUANTITY_MAX)
}

/// The mean of the reviews; absent where there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rating {
    /// The mean number of stars times 100, 100 to 500.
    pub hundredths: u16,
    /// How many reviews.
    pub count: u32,
}

impl Rating {
    /// `None` for no reviews.
    pub(crate) fn of(hundredths: u16, count: u32) -> Option<Self> {
        (count > 0).then_some(Self { hundredths, count })
    }
}

/// A product as a listing shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The product's number and the version of its scope.
    pub version: (i64, i64),
    /// Names its page.
    pub slug: String,
    /// Its name in the page's language.
    pub title: String,
    /// Its brand.
    pub brand: String,
    /// Its first picture.
    pub picture: Picture,
    /// The lowest price of its variants.
    pub price: Money,
    /// The highest price of its variants.
    pub price_max: Money,
    /// The earlier price of the cheapest variant.
    pub compare_at: Option<Money>,
    /// What the cheapest variant holds.
    pub measure: Option<Measure>,
    /// Its reviews.
    pub rating: Option<Rating>,
    /// The best of its variants.
    pub stock: Stock,
    /// Up to three facts worth comparing, in the page's language, e.g. `Oak`.
    pub facts: Vec<String>,
}

/// A category and how many products it has.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct CategoryTile {
    /// Names its page.
    pub slug: String,
    /// Its name in the page's language.
    pub name: String,
    /// Published products in it and below that the market sells.
    pub products: u32,
    /// Its picture.
    pub picture: Option<Picture>,
}

/// The columns of the view `product_card`, as queries fold them into JSON.
#[derive(Deserialize)]
pub(crate) struct CardJson {
    product_id: i64,
    version: i64,
    slug: String,
    title: String,
    brand: String,
    picture: Picture,
    price: i64,
    price_max: i64,
    compare_at: Option<i64>,
    measure: Option<Measure>,
    rating: u16,
    ratings: u32,
    stock: StockState,
    left: u32,
    backorder_at: Option<i64>,
    facts: Vec<String>,
}

impl CardJson {
    /// The card, priced in the currency of the prefix's market.
    pub(crate) fn card(self, prefix: MarketLocale) -> Card {
        let money = |minor| Money::new(minor, prefix.market.currency());
        Card {
            version: (self.product_id, self.version),
            slug: self.slug,
            title: self.title,
            brand: self.brand,
            picture: self.picture,
            price: money(self.price),
            price_max: money(self.price_max),
            compare_at: self.compare_at.map(money),
            measure: self.measure,
            rating: Rating::of(self.rating, self.ratings),
            stock: Stock { state: self.stock, left: self.left, backorder_at: self.backorder_at },
            facts: self.facts,
        }
    }
}

/// Cards from their JSON.
pub(crate) fn cards(raw: Vec<CardJson>, prefix: MarketLocale) -> Vec<Card> {
    raw.into_iter().map(|card| card.card(prefix)).collect()
}

/// The row of a statement that always has one; without it the market or its locale is not in the database.
pub(crate) fn only(rows: Rows) -> Result<Row, SqlError> {
    rows.into_first().ok_or_else(not_seeded)
}

/// A row that every seeded database has is missing: as long as that is so there is nothing to ask, as without tables.
pub(crate) fn not_seeded() -> SqlError {
    SqlError::Unreachable("the market is not in it: seed it first".to_owned())
}
