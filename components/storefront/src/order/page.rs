//! Converts an order's rows to the view of its page.

use outpost_db::order as db;
use outpost_domain::address::Address;
use outpost_domain::calendar;
use outpost_domain::delivery::DeliveryWindow;
use outpost_domain::market::MarketLocale;
use outpost_domain::money::Money;
use outpost_domain::order::{HOLD_EXTENSIONS_MAX, OrderStatus};
use outpost_domain::payment::PaymentMethod;
use outpost_domain::pricing::AdjustmentKind;
use outpost_http::Failure;
use outpost_web_shop::view::{Hold, Order, OrderLine, TimelineEntry, Totals};
use outpost_web_ui::localizer::Localizer;
use outpost_web_ui::view::Picture;
use time::OffsetDateTime;

use crate::catalogue::parts::media_address;

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
    let status = order.status(now.unix_timestamp());
    let payment = payment(order);
    let method = order.groups.first().map_or("", |group| group.method_code.as_str());
    Ok(Order {
        number: order.number.to_string(),
        email: order.email.clone(),
        placed_at,
        status,
        just_placed,
        hold: held,
        timeline,
        lines: order.lines.iter().map(|line| line_view(line, order)).collect::<Result<_, _>>()?,
        totals: totals(order)?,
        billing: address("billing").filter(|billing| *billing != shipping),
        shipping,
        delivery_name: Localizer::new(prefix.locale).delivery_method(method).to_owned(),
        delivery_slot: order.groups.first().and_then(|group| group.slot),
        delivery_windows: if is_coming(status, payment) { windows(order, prefix, placed_at) } else { Vec::new() },
        payment,
        can_pay: false,
        bank: None,
        account_offer: None,
    })
}

/// When the hold on stock ends, if it has not ended.
pub(crate) fn hold(order: &db::Order, now: OffsetDateTime) -> Option<i64> {
    let is_open = order.status(now.unix_timestamp()) == OrderStatus::AwaitingPayment;
    order.figures.hold_ends_at.filter(|_| is_open)
}

/// How it is paid.
pub(crate) fn payment(order: &db::Order) -> PaymentMethod {
    order.payment_method_code.parse().unwrap_or(PaymentMethod::Transfer)
}

fn extension(order: &db::Order) -> Option<usize> {
    let so_far = count(order, "hold_extended");
    (!payment(order).is_paid_later() && so_far < HOLD_EXTENSIONS_MAX).then_some(so_far)
}

/// How often something happened to an order.
pub(crate) fn count(order: &db::Order, kind: &str) -> usize {
    order.events.iter().filter(|event| event.kind == kind).count()
}

/// When each group arrives, as it was agreed: it is sent when the last of its pieces is there.
fn windows(order: &db::Order, prefix: MarketLocale, placed_at: OffsetDateTime) -> Vec<DeliveryWindow> {
    let window = |group: &db::PlacedGroup| {
        let sent_from = calendar::sent_from(group.restocked_at, placed_at);
        calendar::window(prefix.market, sent_from, (group.days_min, group.days_max))
    };
    order.groups.iter().map(window).collect()
}

/// Whether the page promises a day. What is paid later takes time of its own.
fn is_coming(status: OrderStatus, payment: PaymentMethod) -> bool {
    match status {
        OrderStatus::AwaitingPayment => !payment.is_paid_later(),
        OrderStatus::Confirmed | OrderStatus::Paid | OrderStatus::PartlyShipped | OrderStatus::Shipped => true,
        _ => false,
    }
}

/// A line of the order.
pub(super) fn line_view(line: &db::PlacedLine, order: &db::Order) -> Result<OrderLine, Failure> {
    let unit = Money::new(line.unit_minor, order.total.currency());
    Ok(OrderLine {
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
        unit,
        quantity: line.quantity,
        total: unit.times(line.quantity)?,
    })
}

/// The sums of the order, as they were stored with it.
fn totals(order: &db::Order) -> Result<Totals, Failure> {
    Ok(Totals {
        lines: order.goods,
        shipping: Some(order.sum_of(AdjustmentKind::Delivery)?),
        taxes: order.taxes_by_rate()?.into_iter().map(|(tax, sum)| (tax.rate, sum)).collect(),
        tax_included: order.tax_included,
        total: order.total,
    })
}
