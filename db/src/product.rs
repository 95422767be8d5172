//! The page of one product.

use outpost_domain::catalogue::{LegalFacts, Measure};
use outpost_domain::category::CategoryLink;
use outpost_domain::ids::Sku;
use outpost_domain::market::MarketLocale;
use outpost_domain::money::Money;
use serde::Deserialize;

use crate::catalogue::{Card, CardJson, Picture, Rating, Stock, cards, orderable};
use crate::delivery::{DeliveryMethod, methods};
use crate::sql::{Row, Sql, SqlError, Value};

const MOVED_TO: &str = include_str!("../queries/product/moved_to.sql");
const BY_SLUG: &str = include_str!("../queries/product/by_slug.sql");

/// A product with everything its page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Its number and the version of its scope.
    pub version: (i64, i64),
    /// Names its page.
    pub slug: String,
    /// Its name in the page's language.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Plain text; a blank line begins a new paragraph.
    pub description: String,
    /// Its brand.
    pub brand: String,
    /// Who sells it.
    pub vendor: String,
    /// The categories above it, the topmost first.
    pub trail: Vec<CategoryLink>,
    /// What a shopper chooses, in order; none for a product of one variant.
    pub options: Vec<ProductOption>,
    /// The variants the market sells, in order; at least one.
    pub variants: Vec<Variant>,
    /// Pictures, the main one first; at least one.
    pub pictures: Vec<ProductPicture>,
    /// What law asks to be said.
    pub law: LegalFacts,
    /// What it consists of, in the page's language; may be empty.
    pub ingredients: String,
    /// Which of these cause allergies; may be empty.
    pub allergens: String,
    /// Attributes other than the options, in order.
    pub attributes: Vec<Attribute>,
    /// Its reviews.
    pub rating: Option<Rating>,
    /// Reviews with 1, 2, 3, 4 and 5 stars.
    pub stars: [u32; 5],
    /// Products next in popularity in the same category, up to 4.
    pub related: Vec<Card>,
    /// How it can be sent to the market's home country, in the market's order: standard first.
    pub delivery: Vec<DeliveryMethod>,
    /// Codes of the markets that sell it, this one included.
    pub sold_in: Vec<String>,
}

/// A choice, such as the colour.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ProductOption {
    /// The attribute's code, e.g. `colour`.
    pub code: String,
    /// Its name in the page's language.
    pub name: String,
    /// The values some variant has, in order.
    pub values: Vec<OptionValue>,
}

/// Names a value of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(transparent)]
pub struct ValueId(i64);

/// A value of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct OptionValue {
    /// Its id, as [`Variant::values`] and [`ProductPicture::value`] name it.
    pub id: ValueId,
    /// Its code, e.g. `moss-green`.
    pub code: String,
    /// Its name in the page's language.
    pub name: String,
    /// For colours, an sRGB value such as `#a03020`.
    pub swatch: Option<String>,
}

/// What is put in a cart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Its SKU.
    pub sku: Sku,
    /// The price of a piece.
    pub price: Money,
    /// The earlier price that is struck through.
    pub compare_at: Option<Money>,
    /// The lowest price of the 30 days before the last change of its price; none where it never changed.
    pub lowest_before: Option<Money>,
    /// What a piece holds.
    pub measure: Option<Measure>,
    /// Its badge.
    pub stock: Stock,
    /// Pieces that can be ordered, backorders included; at most [`outpost_domain::cart::QUANTITY_MAX`].
    pub available: u32,
    /// Weight of a piece.
    pub weight_grams: u32,
    /// The value of each of [`Product::options`], in their order.
    pub values: Vec<ValueId>,
}

/// A picture of a product.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ProductPicture {
    /// The picture.
    #[serde(flatten)]
    pub picture: Picture,
    /// The option value it shows; `None` for all.
    pub value: Option<ValueId>,
}

/// An attribute of a product with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name in the page's language, e.g. `Material`.
    pub name: String,
    /// Its values in the page's language.
    pub values: Vec<String>,
}

/// The product with this slug; `None` where it is not published or not sold in the market. One statement.
pub async fn by_slug(sql: &dyn Sql, prefix: MarketLocale, slug: &str) -> Result<Option<Product>, SqlError> {
    let parameters = vec![Value::from(prefix.market.code()), Value::from(prefix.locale.code()), Value::from(slug)];
    sql.query(BY_SLUG, parameters).await?.into_first().map(|row| read(row, prefix)).transpose()
}

/// The slug that a product has now which had this one before; `None` for a slug that no product had. One statement.
pub async fn moved_to(sql: &dyn Sql, slug: &str) -> Result<Option<String>, SqlError> {
    let row = sql.query(MOVED_TO, vec![Value::from(slug)]).await?.into_first();
    row.map(|mut row| row.text("slug")).transpose()
}

/// A variant as the statement folds it into JSON.
#[derive(Deserialize)]
struct VariantJson {
    sku: Sku,
    price: i64,
    compare_at: Option<i64>,
    lowest_before: Option<i64>,
    measure: Option<Measure>,
    available: i64,
    ready: i64,
    backorder_at: Option<i64>,
    weight_grams: u32,
    values: Vec<ValueId>,
}

impl VariantJson {
    fn variant(self, prefix: MarketLocale) -> Variant {
        let money = |minor| Money::new(minor, prefix.market.currency());
        Variant {
            sku: self.sku,
            price: money(self.price),
            compare_at: self.compare_at.map(money),
            lowest_before: self.lowest_before.map(money),
            measure: self.measure,
            stock: Stock::of(self.ready, self.available, self.backorder_at),
            available: orderable(self.available),
            weight_grams: self.weight_grams,
            values: self.values,
        }
    }
}

fn read(mut row: Row, prefix: MarketLocale) -> Result<Product, SqlError> {
    let variants: Vec<VariantJson> = row.json("variants")?;
    let related: Vec<CardJson> = row.json("related")?;
    Ok(Product {
        version: (row.integer("product_id")?, row.integer("version")?),
        slug: row.text("slug")?,
        title: row.text("title")?,
        summary: row.text("summary")?,
        description: row.text("description")?,
        brand: row.text("brand")?,
        vendor: row.text("vendor")?,
        law: row.json("law")?,
        ingredients: row.text("ingredients")?,
        allergens: row.text("allergens")?,
        rating: Rating::of(row.number("rating_hundredths")?, row.number("rating_count")?),
        stars: row.json("stars")?,
        trail: row.json("trail")?,
        options: row.json("options")?,
        variants: variants.into_iter().map(|variant| variant.variant(prefix)).collect(),
        pictures: row.json("pictures")?,
        attributes: attributes(row.json("attributes")?),
        related: cards(related, prefix),
        delivery: methods(row.json("delivery")?, prefix),
        sold_in: row.json("sold_in")?,
    })
}

/// Gathers the values of an attribute, which follow each other as pairs of name and value.
fn attributes(values: Vec<(String, String)>) -> Vec<Attribute> {
    let mut attributes: Vec<Attribute> = Vec::new();
    for (name, value) in values {
        match attributes.last_mut() {
            Some(attribute) if attribute.name == name => attribute.values.push(value),
            _ => attributes.push(Attribute { name, values: vec![value] }),
        }
    }
    attributes
}
