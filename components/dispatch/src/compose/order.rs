//! Mails about orders.

use outpost_db::order::{Order, PlacedLine, by_number};
use outpost_db::outbox::MailSource;
use outpost_db::sql::SqlError;
use outpost_domain::address::Address;
use outpost_domain::market::MarketLocale;
use outpost_domain::money::Money;
use outpost_domain::order::OrderNumber;
use outpost_domain::pricing::AdjustmentKind;
use outpost_web_mail::order::{self, OrderDetails, OrderLine};
use outpost_web_mail::{Letter, MailKind};
use outpost_web_ui::route::Route;

use crate::state::State;

/// An order's page, which another component serves. A browser that may not see it is asked for the mail address.
const ORDER: Route = Route::not_crawled("/{market}/orders/{number}");

/// The mail; `None` where the order is not there, or the topic is about something else.
pub(super) async fn letter(
    state: &State,
    kind: MailKind,
    source: &MailSource,
    market_locale: MarketLocale,
    number: &OrderNumber,
) -> Result<Option<Letter>, SqlError> {
    // What was agreed never changes, so the copy beside us does, once it has the order.
    let order = match by_number(&*state.replica, number).await? {
        Some(order) => Some(order),
        None => by_number(&*state.primary, number).await?,
    };
    let Some(order) = order else { return Ok(None) };
    Ok(order::letter(kind, &details(state, source, market_locale, order)?))
}

fn details(
    state: &State,
    source: &MailSource,
    market_locale: MarketLocale,
    order: Order,
) -> Result<OrderDetails, SqlError> {
    let shipping = order.addresses.iter().find(|entry| entry.kind == "shipping");
    let number = order.number.to_string();
    let payment = order.payment_method_code.parse().map_err(|_| shape("payment_method_code", "a way to pay"))?;
    Ok(OrderDetails {
        market_locale,
        href: format!("{}{}", state.config.site.public_url, ORDER.path(market_locale, &[&number])),
        number,
        lines: order.lines.iter().map(|line| view(line, &order)).collect::<Result<_, _>>()?,
        goods: order.goods,
        delivery: order.sum_of(AdjustmentKind::Delivery)?,
        taxes: order.taxes_by_rate()?.into_iter().map(|(tax, sum)| (tax.rate, sum)).collect(),
        tax_included: order.tax_included,
        total: order.total,
        payment,
        // An address that was forgotten is empty.
        shipping: shipping.map_or_else(Address::default, |entry| entry.address.clone()),
        amount: source.amount_minor.map(|minor| Money::new(minor, order.total.currency())),
        carrier: source.carrier.clone(),
        tracking: source.tracking.clone(),
    })
}

fn view(line: &PlacedLine, order: &Order) -> Result<OrderLine, SqlError> {
    let unit = Money::new(line.unit_minor, order.total.currency());
    let total = unit.times(line.quantity).map_err(|_| shape("unit_minor", "an amount that can be multiplied"))?;
    Ok(OrderLine { quantity: line.quantity, name: line.title.clone(), options: line.options.clone(), total })
}

fn shape(column: &str, expected: &'static str) -> SqlError {
    SqlError::Shape { column: column.to_owned(), expected }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_leads_to_the_page_of_its_order() {
        assert_eq!(ORDER, outpost_web_shop::routes::ORDER);
    }
}
