//! Mails about orders.

use outpost_domain::address::Address;
use outpost_domain::market::MarketLocale;
use outpost_domain::money::{BasisPoints, Money};
use outpost_domain::payment::PaymentMethod;
use outpost_web_ui::localizer::Localizer;
use outpost_web_ui::parts::address::address_lines;

use crate::kind::MailKind;
use crate::letter::{Block, Item, Letter, Sum, greeting, one_line};

/// The order that a mail is about.
#[derive(Clone, Debug)]
pub struct OrderDetails {
    /// Language and market in which it was agreed.
    pub market_locale: MarketLocale,
    /// Its number.
    pub number: String,
    /// Where its page is, whole.
    pub href: String,
    /// What was bought.
    pub lines: Vec<OrderLine>,
    /// What that costs.
    pub goods: Money,
    /// What delivery costs.
    pub delivery: Money,
    /// Tax by rate.
    pub taxes: Vec<(BasisPoints, Money)>,
    /// Whether the prices contain tax.
    pub tax_included: bool,
    /// What is paid.
    pub total: Money,
    /// How.
    pub payment: PaymentMethod,
    /// Where it goes.
    pub shipping: Address,
    /// What was paid or goes back.
    pub amount: Option<Money>,
    /// Who carries the parcel; empty where it is not known.
    pub carrier: String,
    /// Its tracking number; empty where there is none.
    pub tracking: String,
}

/// A line of an order.
#[derive(Clone, Debug)]
pub struct OrderLine {
    /// Pieces.
    pub quantity: u32,
    /// The product's name.
    pub name: String,
    /// The chosen options; empty where there are none.
    pub options: String,
    /// What all of it costs.
    pub total: Money,
}

/// The mail; `None` for a kind that is not about orders.
pub fn letter(kind: MailKind, order: &OrderDetails) -> Option<Letter> {
    let l10n = Localizer::new(order.market_locale.locale);
    let text = |key| l10n.text(key).to_owned();
    let amount = |key| l10n.format(key, &[("amount", l10n.money(order.amount.unwrap_or(order.total)).into())]);
    let (subject, text) = match kind {
        MailKind::OrderPlaced => ("mail-placed-subject", text("mail-placed-text")),
        MailKind::OrderPaid => ("mail-paid-subject", amount("mail-paid-text")),
        MailKind::OrderShipped => ("mail-shipped-subject", text("mail-shipped-text")),
        MailKind::OrderCancelled => ("mail-cancelled-subject", text("mail-cancelled-text")),
        MailKind::OrderExpired => ("mail-expired-subject", text("mail-expired-text")),
        MailKind::Refunded => ("mail-refunded-subject", amount("mail-refunded-text")),
        _ => return None,
    };
    let mut blocks = vec![greeting(l10n, &order.shipping.name), Block::Paragraph(text)];
    blocks.extend(details(kind, order, l10n));
    blocks.push(Block::Button { text: l10n.text("mail-order-link").to_owned(), href: order.href.clone() });
    blocks.push(Block::Note(l10n.text("mail-order-access").to_owned()));
    let subject = l10n.format(subject, &[("number", order.number.as_str().into())]);
    Some(Letter { market_locale: order.market_locale, subject, blocks })
}

/// What stands between the first words and the link.
fn details(kind: MailKind, order: &OrderDetails, l10n: Localizer) -> Vec<Block> {
    match kind {
        MailKind::OrderPlaced => {
            let mut blocks = Vec::new();
            if order.payment == PaymentMethod::Transfer {
                blocks.push(Block::Paragraph(l10n.text("mail-placed-transfer").to_owned()));
            }
            blocks.extend([items(order, l10n), sums(order, l10n), destination(order, l10n)]);
            blocks
        }
        MailKind::OrderShipped => {
            let carrier = [&order.carrier, &order.tracking].map(|text| one_line(text));
            let carrier = carrier.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
            let carrier = (!carrier.is_empty()).then_some(Block::Paragraph(carrier));
            carrier.into_iter().chain([destination(order, l10n)]).collect()
        }
        _ => Vec::new(),
    }
}

fn items(order: &OrderDetails, l10n: Localizer) -> Block {
    let item = |line: &OrderLine| Item {
        name: format!("{} × {}", l10n.number(line.quantity.into()), one_line(&line.name)),
        options: one_line(&line.options),
        total: l10n.money(line.total),
    };
    Block::Items(order.lines.iter().map(item).collect())
}

fn sums(order: &OrderDetails, l10n: Localizer) -> Block {
    let sum = |label: &'static str, amount| Sum { label: l10n.text(label).to_owned(), amount: l10n.money(amount) };
    let key = if order.tax_included { "totals-tax-included" } else { "totals-tax-added" };
    let taxes = order.taxes.iter().map(|(rate, amount)| Sum {
        label: l10n.format(key, &[("rate", l10n.percent(*rate).into())]),
        amount: l10n.money(*amount),
    });
    let (goods, delivery) = (sum("totals-lines", order.goods), sum("totals-shipping", order.delivery));
    Block::Sums([goods, delivery].into_iter().chain(taxes).chain([sum("totals-total", order.total)]).collect())
}

fn destination(order: &OrderDetails, l10n: Localizer) -> Block {
    let lines = address_lines(l10n, &order.shipping).iter().map(|line| one_line(line)).collect();
    Block::Address { heading: l10n.text("recap-to").to_owned(), lines }
}
