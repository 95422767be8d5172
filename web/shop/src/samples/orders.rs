//! Sample orders and their payment.

use outpost_domain::delivery::DeliveryWindow;
use outpost_domain::market::MarketLocale;
use outpost_domain::money::Money;
use outpost_domain::order::{OrderEventKind, OrderStatus};
use outpost_domain::payment::PaymentMethod;
use outpost_domain::settings::BankAccount;
use time::macros::{date, datetime};

use super::buying::{self, totals};
use super::catalogue::card;
use super::localized::money;
use crate::view::{
    Cancellation, Hold, Order, OrderLine, OrderSummary, Payment, PaymentProblem, PendingCause, PendingPayment,
    TimelineEntry,
};

const NUMBER: &str = "OUT-7K3M-9QXA";

/// The ways to pay, perhaps after something went wrong.
pub fn payment(market_locale: MarketLocale, problem: Option<PaymentProblem>) -> Payment {
    Payment {
        number: NUMBER.to_owned(),
        amount: money(market_locale, 12_995),
        hold_expires_at: Some(datetime!(2026-11-22 17:45 UTC)),
        attempt: 0,
        methods: vec![PaymentMethod::Card],
        voucher: None,
        problem,
    }
}

/// A payment whose result is not known.
pub fn pending_payment(market_locale: MarketLocale, cause: PendingCause) -> PendingPayment {
    PendingPayment {
        number: NUMBER.to_owned(),
        amount: money(market_locale, 12_995),
        payment_id: "01935a1c-77e2-8c1b-8a55-9f4d2b6c0e11".to_owned(),
        cause,
        retry_after_seconds: 5,
    }
}

/// The orders of a browser.
pub fn summaries(market_locale: MarketLocale) -> Vec<OrderSummary> {
    let summary = |number: &str, status, placed_at, pays_here| OrderSummary {
        number: number.to_owned(),
        placed_at,
        status,
        total: money(market_locale, 12_995),
        pays_here,
    };
    vec![
        summary(NUMBER, OrderStatus::AwaitingPayment, datetime!(2026-11-22 17:15 UTC), true),
        summary("OUT-1B2C-3D4E", OrderStatus::Shipped, datetime!(2026-10-02 09:30 UTC), false),
    ]
}

/// The question whether an order by bank transfer shall be cancelled.
pub fn cancellation(market_locale: MarketLocale) -> Cancellation {
    let Order { number, lines, payment, .. } = order(market_locale, OrderStatus::AwaitingPayment);
    Cancellation { number, lines, payment }
}

fn bank_account() -> BankAccount {
    BankAccount {
        holder: "Sample Ltd".to_owned(),
        iban: "DE02 1203 0000 0000 2020 51".to_owned(),
        bic: "BYLADEM1001".to_owned(),
        bank: "Sample Bank".to_owned(),
    }
}

/// An order: waiting for a bank transfer with a hold, cancelled, not paid in time, or paid by card and further on.
pub fn order(market_locale: MarketLocale, status: OrderStatus) -> Order {
    let waits = status == OrderStatus::AwaitingPayment;
    let entry = |at, kind| TimelineEntry { at, kind };
    let mut timeline = vec![entry(datetime!(2026-11-22 17:15 UTC), OrderEventKind::Placed)];
    match status {
        OrderStatus::AwaitingPayment => {}
        OrderStatus::Cancelled => timeline.push(entry(datetime!(2026-11-22 17:20 UTC), OrderEventKind::Cancelled)),
        OrderStatus::Expired => timeline.push(entry(datetime!(2026-11-22 17:45 UTC), OrderEventKind::Expired)),
        _ => {
            timeline.push(entry(datetime!(2026-11-22 17:18 UTC), OrderEventKind::Paid));
            timeline.push(entry(datetime!(2026-11-23 09:02 UTC), OrderEventKind::Shipped));
        }
    }
    let lines = [(0, 2), (1, 1)].map(|(index, quantity)| {
        let card = card(market_locale, index);
        let unit = card.price.amount;
        OrderLine {
            sku: format!("SAMPLE-{index}"),
            slug: (index == 0).then_some(card.slug),
            name: card.name,
            options: card.highlights.join(", "),
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
        totals: totals(market_locale),
        shipping: buying::address(market_locale),
        billing: None,
        delivery_name: "Standard".to_owned(),
        delivery_slot: None,
        delivery_windows: vec![DeliveryWindow { earliest: date!(2026 - 11 - 24), latest: date!(2026 - 11 - 26) }],
        payment: if waits { PaymentMethod::Transfer } else { PaymentMethod::Card },
        can_pay: waits,
        bank: Some(bank_account()),
        account_offer: waits.then(|| "sealed".to_owned()),
    }
}
