//! Pages of a checkout that does not go on: fields with mistakes, lines that changed, limits.

use outpost_domain::market::MarketLocale;
use outpost_domain::money::BasisPoints;
use outpost_domain::order::UNPAID_ORDERS_MAX;
use outpost_domain::payment::PaymentMethod;
use time::macros::datetime;

use super::buying::{checkout, delivery, heavy_cart, review};
use super::catalogue::card;
use super::localized::money;
use super::{Sample, sample, shell};
use crate::view::{
    AddressField, Checkout, Delivery, FieldError, FieldProblem, LineChange, Refusal, Review, Shell, UnpaidLimit,
    UnpaidOrder,
};

/// A review of which everything changed that can change.
pub(super) fn refused(market_locale: MarketLocale) -> Review {
    let mut refused = review(market_locale);
    let change = LineChange::OnlyLeft { available: 1 };
    refused.refusals = vec![
        Refusal::Line { name: card(market_locale, 0).name, change },
        Refusal::Line {
            name: card(market_locale, 1).name,
            change: LineChange::TaxChanged { was: BasisPoints(1_900), now: BasisPoints(2_050) },
        },
        Refusal::Line { name: card(market_locale, 1).name, change: LineChange::WeightChanged },
        Refusal::DeliveryRate { was: money(market_locale, 390), now: money(market_locale, 490) },
        Refusal::FreeDelivery { from: Some(money(market_locale, 6_000)) },
        Refusal::FreeDelivery { from: None },
        Refusal::DeliveryTax,
        Refusal::PaymentGone,
        Refusal::SlotGone,
        Refusal::TotalChanged { was: money(market_locale, 12_300), now: money(market_locale, 14_900) },
    ];
    refused
}

/// The address form with something wrong in most fields.
pub(super) fn wrong_checkout(market_locale: MarketLocale) -> Checkout {
    let mut wrong = checkout(market_locale);
    wrong.form.billing_differs = true;
    wrong.form.email = "ada@example".to_owned();
    wrong.form.shipping.postal_code.clear();
    wrong.errors = [
        (AddressField::Email, FieldProblem::Malformed),
        (AddressField::Name, FieldProblem::TooLong { limit: 120 }),
        (AddressField::Line1, FieldProblem::Missing),
        (AddressField::City, FieldProblem::Missing),
        (AddressField::PostalCode, FieldProblem::Malformed),
        (AddressField::Phone, FieldProblem::Malformed),
        (AddressField::BillingLine1, FieldProblem::Missing),
        (AddressField::BillingPostalCode, FieldProblem::Missing),
    ]
    .map(|(field, problem)| FieldError { field, problem })
    .to_vec();
    wrong.email_suggestion = Some("ada@example.com".to_owned());
    wrong
}

/// What is too heavy for a parcel.
pub(super) fn too_heavy(market_locale: MarketLocale) -> Vec<Sample> {
    let change = LineChange::TooHeavy { carried: 0, limit_grams: 12_500 };
    let heavy = Delivery {
        methods: Vec::new(),
        too_heavy: vec![(card(market_locale, 0).name, change)],
        ..delivery(market_locale)
    };
    vec![
        sample("cart-too-heavy", crate::cart(&unpaid(market_locale), &heavy_cart(market_locale))),
        sample("delivery-too-heavy", crate::delivery(&shell(market_locale, "/checkout"), &heavy)),
    ]
}

/// The surroundings of a page of a visitor whose last order is not paid yet.
fn unpaid(market_locale: MarketLocale) -> Shell {
    let order = UnpaidOrder {
        number: "OUT-7K3M-9QXA".to_owned(),
        total: money(market_locale, 12_995),
        hold_expires_at: datetime!(2026-11-22 17:45 UTC),
        pays_here: true,
    };
    Shell { unpaid: Some(order), ..shell(market_locale, "/cart") }
}

/// What limits of unpaid orders look like.
pub(super) fn limited(market_locale: MarketLocale) -> Vec<Sample> {
    let shell = shell(market_locale, "/checkout");
    let mut limited = review(market_locale);
    limited.payment = PaymentMethod::Transfer;
    limited.refusals = [(0, true), (3, false)]
        .map(|(available, card_offered)| Refusal::Line {
            name: card(market_locale, 0).name,
            change: LineChange::PaymentLimit { available, card_offered },
        })
        .to_vec();
    let unpaid = UnpaidLimit {
        limit: UNPAID_ORDERS_MAX,
        email: "ada@example.com".to_owned(),
        orders: vec!["OUT-7K3M-9QXA".to_owned(), "OUT-1B2C-3D4E".to_owned()],
    };
    vec![
        sample("review-transfer-limit", crate::review(&shell, &limited)),
        sample("unpaid-limit", crate::unpaid_limit(&shell, &unpaid)),
    ]
}
