//! Converts an order's rows to the view of its page.

use outpost_db::order as db;
use outpost_domain::address::Address;
use outpost_domain::market::MarketLocale;
use outpost_domain::money::{BasisPoints, Money};
use outpost_domain::order::{HOLD_EXTENSIONS_MAX, OrderState};
use outpost_domain::payment::PaymentGateway;
use outpost_web_shop::view::{Hold, Order, OrderLine, TimelineEntry, Totals};
use outpost_web_ui::localizer::Localizer;
use outpost_web_ui::view::Picture;
use time::OffsetDateTime;

use crate::calendar;
use crate::catalogue::parts::media_address;
use crate::failure::Failure;

/// Every picture of the catalogue is square; browsers scale it from this.
const PICTURE_PIXELS: u32 = 600;

/// The view of the order at `now`.
pub(crate) fn view(
    order: &db::Order,
    prefix: MarketLocale,
    now: OffsetDateTime,
    just_placed: bool,
) -> Result<Order, Failure> {
    let moment = |seconds| {
        calendar::from_seconds(prefix.market, seconds)
            .ok_or_else(|| Failure::Internal(format!("{seconds} in order {} is not a valid time", order.number)))
    };
    let address =
        |kind: &str| order.addresses.iter().find(|entry| entry.kind == kind).map(|entry| entry.address.clone());
    let shipping: Address = address("shipping").unwrap_or_default();
    let placed_at = moment(order.placed_at)?;
    let timeline = order
        .events
        .iter()
        .filter_map(|event| Some((event.happened_at, event.kind.parse().ok()?)))
        .map(|(at, kind)| Ok(TimelineEntry { at: moment(at)?, kind }))
        .collect::<Result<Vec<_>, Failure>>()?;
    let held = match hold(order, now) {
        Some(ends) => Some(Hold { expires_at: moment(ends)?, extension: extension(order) }),
        None => None,
    };
    // As on the review: all lines are sent together, when the last is available.
    let sent_from = calendar::sent_from(order.lines.iter().filter_map(|line| line.backorder_at).max(), placed_at);
    let days = (u16::try_from(order.days.0).unwrap_or(0), u16::try_from(order.days.1).unwrap_or(0));
    Ok(Order {
        number: order.number.to_string(),
        email: order.email.clone(),
        placed_at,
        state: state(order, now),
        just_placed,
        hold: held,
        timeline,
        lines: order.lines.iter().map(|line| line_view(line, order)).collect(),
        totals: totals(order)?,
        billing: address("billing").filter(|billing| *billing != shipping),
        shipping,
        delivery_name: Localizer::new(prefix.locale).delivery_method(&order.shipping_method_code).to_owned(),
        delivery_window: is_coming(order.state).then(|| calendar::window(prefix.market, sent_from, days)),
        payment: order.payment_gateway.parse().unwrap_or(PaymentGateway::Manual),
        bank: None,
    })
}

/// When the hold on stock ends, if it has not ended.
pub(crate) fn hold(order: &db::Order, now: OffsetDateTime) -> Option<i64> {
    order.expires_at.filter(|&at| order.state.has_deadline() && at > now.unix_timestamp())
}

fn extension(order: &db::Order) -> Option<usize> {
    let so_far = count(order, "hold_extended");
    (order.state == OrderState::PendingPayment && so_far < HOLD_EXTENSIONS_MAX).then_some(so_far)
}

/// How often something happened to an order.
pub(crate) fn count(order: &db::Order, kind: &str) -> usize {
    order.events.iter().filter(|event| event.kind == kind).count()
}

/// An order whose hold has ended counts as expired, even before a job records that.
fn state(order: &db::Order, now: OffsetDateTime) -> OrderState {
    if order.state.has_deadline() && hold(order, now).is_none() { OrderState::Expired } else { order.state }
}

const fn is_coming(state: OrderState) -> bool {
    matches!(state, OrderState::PendingPayment | OrderState::Paid | OrderState::Shipped)
}

/// A line of the order.
pub(super) fn line_view(line: &db::PlacedLine, order: &db::Order) -> OrderLine {
    let money = |minor| Money::new(minor, order.total.currency());
    OrderLine {
        sku: line.sku.to_string(),
        slug: Some(line.product_slug.clone()),
        name: line.title.clone(),
        options: line.options.clone(),
        picture: Some(Picture {
            src: media_address(&line.media_hash, "image/svg+xml"),
            alt: String::new(),
            width: PICTURE_PIXELS,
            height: PICTURE_PIXELS,
        }),
        unit: money(line.unit_minor),
        quantity: line.quantity,
        total: money(line.line_minor),
    }
}

/// The sums of the order.
fn totals(order: &db::Order) -> Result<Totals, Failure> {
    let mut taxes: Vec<(BasisPoints, Money)> = Vec::new();
    let mut rest = order.tax;
    for line in &order.lines {
        let (rate, tax) = (BasisPoints(line.tax_basis_points), Money::new(line.tax_minor, order.tax.currency()));
        rest = rest.minus(tax)?;
        add(&mut taxes, rate, tax)?;
    }
    add(&mut taxes, delivery_rate(order, rest)?, rest)?;
    taxes.sort_by_key(|(rate, _)| std::cmp::Reverse(*rate));
    // As on the review: a rate without tax has no line.
    taxes.retain(|(_, sum)| sum.minor() > 0);
    Ok(Totals {
        lines: order.subtotal,
        shipping: Some(order.shipping),
        taxes,
        tax_included: order.tax_inclusive,
        total: order.total,
    })
}

fn add(taxes: &mut Vec<(BasisPoints, Money)>, rate: BasisPoints, tax: Money) -> Result<(), Failure> {
    match taxes.iter_mut().find(|(other, _)| *other == rate) {
        Some((_, sum)) => *sum = sum.plus(tax)?,
        None => taxes.push((rate, tax)),
    }
    Ok(())
}

/// The tax rate of delivery: today's standard rate, else the rate of a line that gives the stored tax.
fn delivery_rate(order: &db::Order, tax: Money) -> Result<BasisPoints, Failure> {
    for rate in
        [order.standard_tax].into_iter().chain(order.lines.iter().map(|line| BasisPoints(line.tax_basis_points)))
    {
        let taxed = if order.tax_inclusive { rate.contained_in(order.shipping)? } else { rate.of(order.shipping)? };
        if taxed == tax {
            return Ok(rate);
        }
    }
    Ok(order.standard_tax)
}
