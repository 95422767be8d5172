//! What the cart and the checkout need to know about the lines of a cart and the ways to send them.

use outpost_domain::catalogue::Measure;
use outpost_domain::delivery::TimeSlot;
use outpost_domain::ids::Sku;
use outpost_domain::market::MarketLocale;
use outpost_domain::money::{BasisPoints, Money};
use outpost_domain::order::GroupTax;
use serde::Deserialize;

use crate::catalogue::{Picture, Stock, only, orderable};
use crate::delivery::{DeliveryMethod, methods};
use crate::sql::{Sql, SqlError, Value};

const LINES: &str = include_str!("../queries/cart/lines.sql");

/// The lines of a cart with what sending them to a country takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CartLines {
    /// The known SKUs, in the caller's order. A SKU that the shop does not know is left out.
    pub lines: Vec<Line>,
    /// The ways to send them to the country, in order; none where the market does not deliver there.
    pub methods: Vec<DeliveryMethod>,
    /// The times of day that the market offers; none where its carriers give no choice.
    pub slots: Vec<TimeSlot>,
    /// The one rate at which delivery is taxed; `None`: it is taxed as the goods.
    pub delivery_tax: Option<GroupTax>,
}

/// What the shop knows about a SKU today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The SKU.
    pub sku: Sku,
    /// Names the product's page.
    pub slug: String,
    /// The product's name in the page's language.
    pub title: String,
    /// The variant's options in words, e.g. `Moss green, 350 ml`; empty without options.
    pub options: String,
    /// The picture of the variant.
    pub picture: Picture,
    /// The price of a piece; `None` where the market does not sell it, or no longer.
    pub unit: Option<Money>,
    /// Its badge.
    pub stock: Stock,
    /// Pieces that can be sent today.
    pub ready: u32,
    /// When the next pieces arrive, in seconds since 1970, where that is known.
    pub backorder_at: Option<i64>,
    /// Pieces that can be ordered, backorders included; at most [`outpost_domain::cart::QUANTITY_MAX`].
    pub available: u32,
    /// Weight of a piece.
    pub weight_grams: u32,
    /// What a piece holds.
    pub measure: Option<Measure>,
    /// The product's tax class, e.g. `reduced`.
    pub tax_class: String,
    /// The country's rate of tax for it; 0 where it is unknown.
    pub tax_rate: BasisPoints,
}

impl Line {
    /// When the last of so many pieces comes in, if they are not all there yet; in seconds since 1970.
    pub fn comes_at(&self, pieces: u32) -> Option<i64> {
        self.backorder_at.filter(|_| pieces > self.ready)
    }
}

/// Looks up SKUs and the delivery methods to `country` (ISO 3166, e.g. `GB`); one statement.
pub async fn lines(sql: &dyn Sql, prefix: MarketLocale, skus: &[Sku], country: &str) -> Result<CartLines, SqlError> {
    let skus: serde_json::Value = skus.iter().map(Sku::as_str).collect();
    let parameters = vec![
        Value::from(prefix.market.code()),
        Value::from(prefix.locale.code()),
        Value::from(skus.to_string()),
        Value::from(country),
    ];
    let mut row = only(sql.query(LINES, parameters).await?)?;
    let lines: Vec<LineJson> = row.json("lines")?;
    Ok(CartLines {
        lines: lines.into_iter().map(|line| line.line(prefix)).collect(),
        methods: methods(row.json("methods")?, prefix),
        slots: row.json("slots")?,
        delivery_tax: row.optional_json("delivery_tax")?,
    })
}

/// A line as the statement folds it into JSON.
#[derive(Deserialize)]
struct LineJson {
    sku: Sku,
    slug: String,
    title: String,
    options: String,
    picture: Picture,
    unit: Option<i64>,
    available: i64,
    ready: i64,
    backorder_at: Option<i64>,
    weight_grams: u32,
    measure: Option<Measure>,
    tax_class: String,
    tax_rate: u32,
}

impl LineJson {
    fn line(self, prefix: MarketLocale) -> Line {
        Line {
            sku: self.sku,
            slug: self.slug,
            title: self.title,
            options: self.options,
            picture: self.picture,
            unit: self.unit.map(|minor| Money::new(minor, prefix.market.currency())),
            ready: u32::try_from(self.ready.max(0)).unwrap_or(u32::MAX),
            backorder_at: self.backorder_at,
            stock: Stock::of(self.ready, self.available, self.backorder_at),
            available: orderable(self.available),
            weight_grams: self.weight_grams,
            measure: self.measure,
            tax_class: self.tax_class,
            tax_rate: BasisPoints(self.tax_rate),
        }
    }
}
