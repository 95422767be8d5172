//! The command that places an order: exactly one statement to the primary.

use outpost_domain::address::Address;
use outpost_domain::ids::{CommandId, OrderId, Sku};
use outpost_domain::market::MarketLocale;
use outpost_domain::money::Money;
use outpost_domain::order::OrderNumber;
use outpost_domain::principal::Principal;
use serde::{Deserialize, Serialize};

use super::hold::{has_expired_holds, release_expired_holds};
use crate::command::{Fault, Refusal, Sender, begin, fault, to_json};
use crate::sql::{Sql, SqlError, Value};

const PLACE: &str = include_str!("../../queries/order/place.sql");

/// An order as the shopper saw it on the review page.
#[derive(Clone, Debug)]
pub struct PlaceOrder {
    /// Made by the caller; sending the same order again changes nothing.
    pub id: OrderId,
    /// Who sends it.
    pub sender: Sender,
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
    /// How long stock is held for the payment, counted from the primary's clock.
    pub hold_seconds: i64,
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
        /// The lines.
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
    /// [`UNPAID_ORDERS_MAX`](outpost_domain::order::UNPAID_ORDERS_MAX) orders with this mail address, in whatever case,
    /// wait for their payment.
    #[error("too many orders with this mail address wait for their payment")]
    TooManyUnpaid,
    /// An order with this id was placed before with other contents, and is unchanged.
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
    /// How many pieces could be bought now; of [`Problem::TransferLimit`], by bank transfer.
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
    /// There are enough pieces, but unpaid bank transfers may hold only a tenth of them.
    TransferLimit,
    /// The price is not what the shopper saw.
    PriceChanged,
}

/// Places an order, or refuses it whole. Idempotent by [`PlaceOrder::id`]; the same id with other contents is refused.
///
/// One statement. Where pieces are missing or held by transfers, and holds have run out, those holds are released and the
/// order is sent once more.
pub async fn place(primary: &dyn Sql, order: &PlaceOrder) -> Result<(), PlaceOrderError> {
    let refused = match send(primary, order).await {
        Err(PlaceOrderError::LinesChanged(problems)) => problems,
        answer => return answer,
    };
    let is_short = refused.iter().any(|line| matches!(line.problem, Problem::OutOfStock | Problem::TransferLimit));
    if !is_short || !has_expired_holds(primary).await? {
        return Err(PlaceOrderError::LinesChanged(refused));
    }
    let sender = Sender { principal: Principal::System("place-order"), ..order.sender.clone() };
    release_expired_holds(primary, release_id(order), &sender).await?;
    send(primary, order).await
}

async fn send(primary: &dyn Sql, order: &PlaceOrder) -> Result<(), PlaceOrderError> {
    let mut parameters = begin(order.id, "place_order", &Wish::from(order), &order.sender)?;
    parameters.extend([
        Value::from(OrderNumber::of(order.id).as_str()),
        Value::from(order.prefix.market.code()),
        Value::from(order.prefix.locale.code()),
        Value::from(order.email.as_str()),
        Value::from(order.phone.as_deref()),
        Value::from(to_json("shipping", &order.shipping)?),
        Value::from(order.billing.as_ref().map(|address| to_json("billing", address)).transpose()?),
        Value::from(order.method_code.as_str()),
        Value::from(order.gateway.as_str()),
        Value::from(to_json("lines", &order.lines)?),
        Value::from(order.expected_total.minor()),
        Value::from(order.hold_seconds),
    ]);
    primary.query(PLACE, parameters).await.map(drop).map_err(refused)
}

/// The id of the release that an order asks for, another one for each second in which it is sent.
fn release_id(order: &PlaceOrder) -> CommandId {
    let mut bytes = *order.id.uuid().as_bytes();
    for (byte, second) in bytes.iter_mut().skip(8).zip(order.sender.sent_at.to_be_bytes()) {
        *byte ^= second;
    }
    CommandId::new(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// What an order asks for. Prices and sums are what the shop makes of it.
#[derive(Serialize)]
struct Wish<'a> {
    market: &'a str,
    locale: &'a str,
    email: &'a str,
    phone: Option<&'a str>,
    shipping: &'a Address,
    billing: &'a Address,
    method_code: &'a str,
    gateway: &'a str,
    lines: Vec<(&'a Sku, u32)>,
}

impl<'a> From<&'a PlaceOrder> for Wish<'a> {
    fn from(order: &'a PlaceOrder) -> Self {
        Self {
            market: order.prefix.market.code(),
            locale: order.prefix.locale.code(),
            email: &order.email,
            phone: order.phone.as_deref(),
            shipping: &order.shipping,
            billing: order.billing.as_ref().unwrap_or(&order.shipping),
            method_code: &order.method_code,
            gateway: &order.gateway,
            lines: order.lines.iter().map(|line| (&line.sku, line.quantity)).collect(),
        }
    }
}

#[derive(Deserialize)]
struct TotalNow {
    subtotal_minor: i64,
    shipping_minor: i64,
    tax_minor: i64,
    total_minor: i64,
}

fn refused(error: SqlError) -> PlaceOrderError {
    match fault(error.clone()) {
        Fault::Refused(refusal) => typed(&refusal).unwrap_or(PlaceOrderError::Sql(error)),
        Fault::Sql(error) => error.into(),
    }
}

fn typed(refusal: &Refusal) -> Option<PlaceOrderError> {
    match refusal.code.as_str() {
        "lines_changed" => refusal.detail().map(PlaceOrderError::LinesChanged),
        "total_changed" => refusal.detail().map(|now: TotalNow| PlaceOrderError::TotalChanged {
            subtotal_minor: now.subtotal_minor,
            shipping_minor: now.shipping_minor,
            tax_minor: now.tax_minor,
            total_minor: now.total_minor,
        }),
        "too_many_unpaid" => Some(PlaceOrderError::TooManyUnpaid),
        "not_delivered" => Some(PlaceOrderError::NotDelivered),
        "command_repeated_otherwise" => Some(PlaceOrderError::PlacedOtherwise),
        "bad_lines" => Some(PlaceOrderError::BadLines),
        _ => None,
    }
}
