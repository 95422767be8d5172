//! Sample orders and their payment.

use outpost_domain::market::MarketLocale;
use outpost_domain::money::Money;
use time::macros::{date, datetime};

use super::{buying, card, money, totals};
use crate::view::{
    BankAccount, DeliveryWindow, Hold, Order, OrderLine, OrderStatus, PayStep, Payment, PaymentKind, TestCard,
    TestOutcome, TimelineEntry, TimelineEvent,
};

const NUMBER: &str = "OUT-7K3M-9QXA";

/// Paying at the test gateway.
pub fn payment(prefix: MarketLocale, step: PayStep) -> Payment {
    let cards = [
        ("4242 4242 4242 4242", TestOutcome::Pays),
        ("4000 0000 0000 0002", TestOutcome::Declines),
        ("4000 0000 0000 9995", TestOutcome::InsufficientFunds),
        ("4000 0000 0000 3220", TestOutcome::NeedsChallenge),
        ("4000 0000 0000 0119", TestOutcome::TimesOut),
    ];
    Payment {
        number: NUMBER.to_owned(),
        amount: money(prefix, 12_995),
        hold_expires_at: datetime!(2026-11-22 17:45 UTC),
        attempt: 0,
        step,
        test_cards: cards.map(|(number, outcome)| TestCard { number: number.to_owned(), outcome }).to_vec(),
    }
}

/// An order: waiting for a bank transfer with a hold, not paid in time, or paid by card and further on.
pub fn order(prefix: MarketLocale, status: OrderStatus) -> Order {
    let waits = status == OrderStatus::AwaitingPayment;
    let entry = |at, event| TimelineEntry { at, event };
    let mut timeline = vec![entry(datetime!(2026-11-22 17:15 UTC), TimelineEvent::Placed)];
    match status {
        OrderStatus::AwaitingPayment => {}
        OrderStatus::Expired => timeline.push(entry(datetime!(2026-11-22 17:45 UTC), TimelineEvent::Expired)),
        _ => {
            timeline.push(entry(datetime!(2026-11-22 17:18 UTC), TimelineEvent::Paid));
            timeline.push(entry(datetime!(2026-11-23 09:02 UTC), TimelineEvent::Shipped));
        }
    }
    let lines = [(0, 2), (1, 1)].map(|(index, quantity)| {
        let card = card(prefix, index);
        let unit = card.price.amount;
        OrderLine {
            sku: format!("SAMPLE-{index}"),
            slug: (index == 0).then_some(card.slug),
            name: card.name,
            options: card.facts.join(", "),
            picture: Some(card.picture),
            unit,
            quantity,
            total: Money::new(unit.minor() * i64::from(quantity), unit.currency()),
        }
    });
    Order {
        number: NUMBER.to_owned(),
        email: "ada@example.com".to_owned(),
        placed_at: datetime!(2026-11-22 17:15 UTC),
        status,
        just_placed: waits,
        hold: waits.then_some(Hold { expires_at: datetime!(2026-11-22 17:45 UTC), extension: Some(0) }),
        timeline,
        lines: lines.to_vec(),
        totals: totals(prefix),
        shipping: buying::address(prefix),
        billing: None,
        delivery_name: "Standard".to_owned(),
        delivery_window: Some(DeliveryWindow { earliest: date!(2026 - 11 - 24), latest: date!(2026 - 11 - 26) }),
        payment: if waits { PaymentKind::Manual } else { PaymentKind::Test },
        bank: Some(BankAccount {
            holder: "Sample Ltd".to_owned(),
            iban: "DE02 1203 0000 0000 2020 51".to_owned(),
            bic: "BYLADEM1001".to_owned(),
            bank: "Sample Bank".to_owned(),
        }),
    }
}
