//! The command that places an order: exactly one statement to the primary.

use outpost_domain::address::Address;
use outpost_domain::ids::{OrderId, Sku};
use outpost_domain::market::MarketLocale;
use outpost_domain::money::Money;
use outpost_domain::order::OrderNumber;
use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use crate::sql::{Sql, SqlError, Value};

const PLACE: &str = include_str!("../../queries/order/place.sql");

/// An order as the shopper saw it on the review page.
#[derive(Clone, Debug)]
pub struct PlaceOrder {
    /// Made by the caller; sending the same order again changes nothing.
    pub id: OrderId,
    /// The market that sells and the language it was agreed in.
    pub prefix: MarketLocale,
    /// Where the confirmation goes.
    pub email: String,
    /// For the carrier; may be missing.
    pub phone: Option<String>,
    /// Where the parcel goes.
    pub shipping: Address,
    /// Who is billed, if somebody else.
    pub billing: Option<Address>,
    /// `standard` or `express`.
    pub method_code: String,
    /// `test` or `manual`.
    pub gateway: String,
    /// 1-100 lines, each SKU once.
    pub lines: Vec<OrderLine>,
    /// The total the shopper agreed to; any other is refused.
    pub expected_total: Money,
    /// Now, in seconds since 1970.
    pub placed_at: i64,
    /// When the hold on stock ends, in seconds since 1970.
    pub expires_at: i64,
}

/// One line of an order to place.
#[derive(Clone, Debug, Serialize)]
pub struct OrderLine {
    /// Which variant.
    pub sku: Sku,
    /// How many pieces, 1-99.
    pub quantity: u32,
    /// The price of a piece that the shopper saw, in minor units.
    pub unit_minor: i64,
}

/// Why an order was not placed. Nothing was stored and nothing was charged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlaceOrderError {
    /// Some lines cannot be sold as the shopper saw them; every one is named.
    #[error("{} lines of the order changed", .0.len())]
    LinesChanged(Vec<LineProblem>),
    /// The prices stand but the total moved (delivery or tax); what it is now, in minor units.
    #[error("the total is {total_minor} now")]
    TotalChanged {
        /// Goods.
        subtotal_minor: i64,
        /// Delivery.
        shipping_minor: i64,
        /// Tax, contained or added as the market has it.
        tax_minor: i64,
        /// All of it.
        total_minor: i64,
    },
    /// The method does not deliver this parcel to this country.
    #[error("the method does not deliver this parcel to this address")]
    NotDelivered,
    /// An order with this id was placed before, with other contents: it stands as it is.
    #[error("the order was placed before, with other contents")]
    PlacedOtherwise,
    /// No lines, too many, or a SKU twice.
    #[error("an order has 1 to 100 lines, each SKU once")]
    BadLines,
    /// The database failed or could not be reached; retry with the same id.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// What is wrong with one line, and what is true instead.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct LineProblem {
    /// Which line.
    pub sku: Sku,
    /// What is wrong.
    pub problem: Problem,
    /// How many pieces could be bought now.
    pub available: i64,
    /// Today's price in minor units; `None` where it is not sold.
    pub unit_minor: Option<i64>,
}

/// The kinds of problem a line can have, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// The market does not sell it (any more).
    NotSold,
    /// Fewer pieces are available than wanted.
    OutOfStock,
    /// The price is not what the shopper saw.
    PriceChanged,
}

/// Places an order, or refuses it whole. Idempotent by [`PlaceOrder::id`]; the same id with other contents is refused.
pub async fn place(primary: &dyn Sql, order: &PlaceOrder) -> Result<(), PlaceOrderError> {
    let json = |value: &Address| to_json(value, "address");
    let parameters = vec![
        Value::from(order.id.to_string()),
        Value::from(OrderNumber::of(order.id).as_str()),
        Value::from(order.prefix.market.code()),
        Value::from(order.prefix.locale.code()),
        Value::from(order.email.as_str()),
        Value::from(order.phone.as_deref()),
        Value::from(json(&order.shipping)?),
        Value::from(order.billing.as_ref().map(json).transpose()?),
        Value::from(order.method_code.as_str()),
        Value::from(order.gateway.as_str()),
        Value::from(to_json(&order.lines, "lines")?),
        Value::from(order.expected_total.minor()),
        Value::from(order.placed_at),
        Value::from(order.expires_at),
        Value::from("shopper"),
    ];
    primary.query(PLACE, parameters).await.map(drop).map_err(refused)
}

fn to_json(value: &impl Serialize, column: &str) -> Result<String, SqlError> {
    serde_json::to_string(value).map_err(|cause| SqlError::Json { column: column.to_owned(), cause: cause.to_string() })
}

#[derive(Deserialize)]
struct TotalNow {
    subtotal_minor: i64,
    shipping_minor: i64,
    tax_minor: i64,
    total_minor: i64,
}

fn refused(error: SqlError) -> PlaceOrderError {
    let SqlError::Statement(message) = &error else { return error.into() };
    let Some(refusal) = Refusal::find(message) else { return error.into() };
    let typed = match refusal.code.as_str() {
        "lines_changed" => refusal.detail().map(PlaceOrderError::LinesChanged),
        "total_changed" => refusal.detail().map(|now: TotalNow| PlaceOrderError::TotalChanged {
            subtotal_minor: now.subtotal_minor,
            shipping_minor: now.shipping_minor,
            tax_minor: now.tax_minor,
            total_minor: now.total_minor,
        }),
        "not_delivered" => Some(PlaceOrderError::NotDelivered),
        "placed_otherwise" => Some(PlaceOrderError::PlacedOtherwise),
        "bad_lines" => Some(PlaceOrderError::BadLines),
        _ => None,
    };
    typed.unwrap_or(PlaceOrderError::Sql(error))
}
