//! The command that places an order: exactly one statement to the primary.

use outpost_domain::address::Address;
use outpost_domain::delivery::TimeSlot;
use outpost_domain::ids::{CommandId, OrderId, Sku};
use outpost_domain::market::MarketLocale;
use outpost_domain::money::{Money, MoneyError};
use outpost_domain::order::{Agreement, OrderNumber, email_digest, visitor_digest};
use outpost_domain::pricing::Priced;
use serde::Serialize;

use super::adjustment::AdjustmentJson;
use super::changes::{Change, Changed, Now};
use super::hold::{has_expired_holds, release_expired_holds};
use crate::command::{self, Refusal, Sender, begin, to_json};
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
    /// The random id of the visitor's browser; only its hash is stored.
    pub visitor: Option<String>,
    /// Where the parcels go.
    pub shipping: Address,
    /// Who is billed, if somebody else.
    pub billing: Option<Address>,
    /// Code of the way to pay, e.g. `card`.
    pub payment_method_code: String,
    /// What was agreed: 1-100 lines, each SKU once in a group.
    pub agreement: Agreement,
    /// The total the shopper agreed to; any other is refused.
    pub total: Money,
    /// How long stock is held for the payment, counted from the primary's clock; `None`: it is paid on delivery.
    pub hold_seconds: Option<i64>,
}

/// Why an order was not placed. Nothing was stored and nothing was charged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlaceOrderError {
    /// Some of what was agreed is otherwise now; all of it is named.
    #[error("{} parts of what was agreed changed", .0.changes.len())]
    Changed(Changed),
    /// The parts of the order do not add up to the total that the shopper agreed to.
    #[error("lines and adjustments do not add up to the total")]
    SumsDiffer,
    /// [`UNPAID_ORDERS_MAX`](outpost_domain::order::UNPAID_ORDERS_MAX) orders with this mail address, in whatever case, or
    /// of this visitor wait for their payment.
    #[error("too many orders with this mail address or of this visitor wait for their payment")]
    TooManyUnpaid,
    /// An order with this id was placed before with other contents, and is unchanged.
    #[error("the order was placed before, with other contents")]
    PlacedOtherwise,
    /// The market does not offer the time of day any more.
    #[error("the market has no such time of delivery")]
    SlotGone,
    /// The session of the customer who sends it is over.
    #[error("the session is over")]
    SessionEnded,
    /// No lines, too many, or a SKU twice in a group.
    #[error("an order has 1 to 100 lines, each SKU once in a group")]
    BadLines,
    /// Its amounts cannot be added up.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// The database failed or could not be reached; retry with the same id.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// Places an order, or refuses it whole. Idempotent by [`PlaceOrder::id`]; the same id with other contents is refused.
///
/// One statement. Where pieces are missing or held by transfers, and holds have run out, those holds are released and the
/// order is sent once more.
pub async fn place(primary: &dyn Sql, order: &PlaceOrder) -> Result<(), PlaceOrderError> {
    let refused = match send(primary, order).await {
        Err(PlaceOrderError::Changed(changed)) => changed,
        answer => return answer,
    };
    let is_short = |change: &Change| matches!(change, Change::OutOfStock { .. } | Change::PaymentLimit { .. });
    if !refused.changes.iter().any(is_short) || !has_expired_holds(primary).await? {
        return Err(PlaceOrderError::Changed(refused));
    }
    release_expired_holds(primary, release_id(order), &order.sender.system("place-order")).await?;
    send(primary, order).await
}

async fn send(primary: &dyn Sql, order: &PlaceOrder) -> Result<(), PlaceOrderError> {
    let priced = order.agreement.priced()?;
    let mut parameters = begin(order.id, "place_order", &Wish::from(order), &order.sender)?;
    parameters.extend(contents(order, &priced)?);
    command::send(primary, PLACE, parameters, |refusal| typed(refusal, order)).await
}

fn contents(order: &PlaceOrder, priced: &Priced) -> Result<Vec<Value>, SqlError> {
    let agreement = &order.agreement;
    let adjustments: Vec<AdjustmentJson> = priced.adjustments.iter().map(AdjustmentJson::from).collect();
    Ok(vec![
        Value::from(OrderNumber::of(order.id).as_str()),
        Value::from(order.prefix.market.code()),
        Value::from(order.prefix.locale.code()),
        Value::from(agreement.currency.code()),
        Value::from(i64::from(agreement.tax_included)),
        Value::from(order.email.as_str()),
        Value::from(email_digest(&order.email)),
        Value::from(order.visitor.as_deref().map(visitor_digest)),
        Value::from(order.phone.as_deref()),
        Value::from(to_json("shipping", &order.shipping)?),
        Value::from(order.billing.as_ref().map(|address| to_json("billing", address)).transpose()?),
        Value::from(order.payment_method_code.as_str()),
        Value::from(to_json("lines", &agreement.lines)?),
        Value::from(to_json("delivery_groups", &agreement.groups)?),
        Value::from(to_json("adjustments", &adjustments)?),
        Value::from(priced.goods.minor()),
        Value::from(order.total.minor()),
        Value::from(order.hold_seconds),
    ])
}

/// The id of the release that an order asks for, another one for each second in which it is sent.
fn release_id(order: &PlaceOrder) -> CommandId {
    let mut bytes = *order.id.uuid().as_bytes();
    for (byte, second) in bytes.iter_mut().skip(8).zip(order.sender.sent_at.to_be_bytes()) {
        *byte ^= second;
    }
    CommandId::new(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// What an order asks for. Prices, rates and sums are what the shop makes of it.
#[derive(Serialize)]
struct Wish<'a> {
    market: &'a str,
    locale: &'a str,
    email: &'a str,
    phone: Option<&'a str>,
    shipping: &'a Address,
    billing: &'a Address,
    methods: Vec<(&'a str, Option<TimeSlot>)>,
    payment_method: &'a str,
    lines: Vec<(&'a Sku, u32, u32)>,
}

impl<'a> From<&'a PlaceOrder> for Wish<'a> {
    fn from(order: &'a PlaceOrder) -> Self {
        let Agreement { lines, groups, .. } = &order.agreement;
        Self {
            market: order.prefix.market.code(),
            locale: order.prefix.locale.code(),
            email: &order.email,
            phone: order.phone.as_deref(),
            shipping: &order.shipping,
            billing: order.billing.as_ref().unwrap_or(&order.shipping),
            methods: groups.iter().map(|group| (group.method.as_str(), group.slot)).collect(),
            payment_method: &order.payment_method_code,
            lines: lines.iter().map(|line| (&line.sku, line.quantity, line.group)).collect(),
        }
    }
}

fn typed(refusal: &Refusal, order: &PlaceOrder) -> Option<PlaceOrderError> {
    match refusal.code.as_str() {
        "changed" => refusal.detail().map(|now: Now| PlaceOrderError::Changed(Changed::new(&order.agreement, now))),
        "sums_differ" => Some(PlaceOrderError::SumsDiffer),
        "too_many_unpaid" => Some(PlaceOrderError::TooManyUnpaid),
        "command_repeated_otherwise" => Some(PlaceOrderError::PlacedOtherwise),
        "slot_gone" => Some(PlaceOrderError::SlotGone),
        "session_ended" => Some(PlaceOrderError::SessionEnded),
        "bad_lines" => Some(PlaceOrderError::BadLines),
        _ => None,
    }
}
