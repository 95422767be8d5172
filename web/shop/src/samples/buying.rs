//! A sample cart and the steps of the checkout.

use outpost_domain::address::Address;
use outpost_domain::delivery::{DeliveryWindow, TimeSlot};
use outpost_domain::market::MarketLocale;
use outpost_domain::money::{BasisPoints, Money};
use outpost_domain::payment::PaymentMethod;
use outpost_domain::stock::StockLevel;
use time::macros::date;

use super::catalogue::card;
use super::localized::money;
use crate::view::{
    AddressForm, Cart, CartLine, Checkout, Country, Delay, Delivery, DeliveryMethod, LineChange, ParcelOffer,
    PaymentChoice, Review, Totals,
};

/// A line of the cart.
pub fn cart_line(market_locale: MarketLocale, index: usize, quantity: u32) -> CartLine {
    let card = card(market_locale, index);
    let unit = card.price.amount;
    CartLine {
        sku: format!("SAMPLE-{index}"),
        slug: Some(card.slug),
        name: card.name,
        options: card.highlights.join(", "),
        picture: Some(card.picture),
        unit: Some(unit),
        unit_price: None,
        total: Some(Money::new(unit.minor() * i64::from(quantity), unit.currency())),
        quantity,
        max_quantity: 10,
        stock: Some(StockLevel::In),
        changes: Vec::new(),
    }
}

/// Sums that do not add up to anything in particular.
pub fn totals(market_locale: MarketLocale) -> Totals {
    Totals {
        lines: money(market_locale, 12_500),
        shipping: Some(money(market_locale, 495)),
        taxes: vec![(BasisPoints(1_900), money(market_locale, 2_075))],
        tax_included: true,
        total: money(market_locale, 12_995),
    }
}

/// A cart in which something changed.
pub fn cart(market_locale: MarketLocale) -> Cart {
    let mut dearer = cart_line(market_locale, 1, 1);
    dearer.changes =
        vec![LineChange::PriceChanged { was: money(market_locale, 7_900), now: card(market_locale, 1).price.amount }];
    let mut fewer = cart_line(market_locale, 2, 3);
    fewer.changes = vec![LineChange::OnlyLeft { available: 2 }];
    let mut gone = cart_line(market_locale, 6, 1);
    (gone.max_quantity, gone.stock, gone.total) = (0, Some(StockLevel::Out), None);
    gone.changes = vec![LineChange::SoldOut];
    let unknown = CartLine {
        sku: "SAMPLE-NEW".to_owned(),
        slug: None,
        name: "SAMPLE-NEW".to_owned(),
        options: String::new(),
        picture: None,
        unit: None,
        unit_price: None,
        total: None,
        quantity: 1,
        max_quantity: 0,
        stock: None,
        changes: vec![LineChange::Unknown],
    };
    Cart {
        lines: vec![cart_line(market_locale, 0, 2), dearer, fewer, gone, unknown],
        totals: Some(totals(market_locale)),
        estimated_for: market_locale.market.country.as_str().to_owned(),
        arrives: Some(DeliveryWindow { earliest: date!(2026 - 11 - 24), latest: date!(2026 - 11 - 26) }),
        delay: Some(delay(market_locale)),
        can_check_out: true,
        is_too_heavy: false,
        free_delivery_gap: Some(money(market_locale, 1_250)),
        suggestions: (0..4).map(|index| card(market_locale, index)).collect(),
    }
}

/// A cart that no parcel carries.
pub fn heavy_cart(market_locale: MarketLocale) -> Cart {
    let mut heavy = cart_line(market_locale, 0, 30);
    heavy.max_quantity = 99;
    heavy.changes = vec![LineChange::TooHeavy { carried: 12, limit_grams: 30_000 }];
    Cart {
        lines: vec![heavy, cart_line(market_locale, 1, 1)],
        totals: Some(Totals { shipping: None, ..totals(market_locale) }),
        arrives: None,
        can_check_out: false,
        is_too_heavy: true,
        ..cart(market_locale)
    }
}

/// The times of day of Japan's carriers.
fn slots(market_locale: MarketLocale) -> Vec<TimeSlot> {
    let slot = |from_hour, to_hour| TimeSlot { from_hour, to_hour };
    if market_locale.market.code() == "jp" { vec![slot(8, 12), slot(14, 16), slot(19, 21)] } else { Vec::new() }
}

/// The days of two parcels.
fn two_windows() -> Vec<DeliveryWindow> {
    let window = |earliest, latest| DeliveryWindow { earliest, latest };
    vec![window(date!(2026 - 11 - 24), date!(2026 - 11 - 26)), window(date!(2027 - 1 - 12), date!(2027 - 1 - 14))]
}

fn delay(market_locale: MarketLocale) -> Delay {
    Delay { name: card(market_locale, 1).name, expected: date!(2027 - 1 - 8) }
}

/// An address of the market's home country.
pub(super) fn address(market_locale: MarketLocale) -> Address {
    let [name, line1, city, region, postal_code] = match market_locale.market.code() {
        "de" => ["Käthe Kollwitz", "Weißenburger Straße 25", "Berlin", "", "10435"],
        "jp" => ["樋口 一葉", "本郷4丁目31-11", "文京区", "東京都", "113-0033"],
        _ => ["Ada Byron", "12 St James's Square", "London", "", "SW1Y 4JH"],
    };
    Address {
        name: name.to_owned(),
        line1: line1.to_owned(),
        line2: String::new(),
        city: city.to_owned(),
        region: region.to_owned(),
        postal_code: postal_code.to_owned(),
        country: market_locale.market.country.as_str().to_owned(),
    }
}

fn lines(market_locale: MarketLocale) -> Vec<CartLine> {
    vec![cart_line(market_locale, 0, 2), cart_line(market_locale, 1, 1)]
}

/// The address form, filled in.
pub fn checkout(market_locale: MarketLocale) -> Checkout {
    let codes: &[&str] = match market_locale.market.code() {
        "de" => &["DE", "AT", "NL", "GB"],
        "jp" => &["JP"],
        _ => &["GB"],
    };
    let billing = Address { country: market_locale.market.country.as_str().to_owned(), ..Address::default() };
    Checkout {
        form: AddressForm {
            email: "ada@example.com".to_owned(),
            phone: String::new(),
            shipping: address(market_locale),
            billing_differs: false,
            billing,
        },
        countries: codes.iter().map(|code| Country { code: (*code).to_owned(), name: String::new() }).collect(),
        email_suggestion: None,
        errors: Vec::new(),
        lines: lines(market_locale),
        totals: totals(market_locale),
    }
}

fn methods(market_locale: MarketLocale) -> Vec<DeliveryMethod> {
    let window = |earliest, latest| DeliveryWindow { earliest, latest };
    let method = |code: &str, name: &str, cost, window, selected| DeliveryMethod {
        code: code.to_owned(),
        name: name.to_owned(),
        cost,
        windows: vec![window],
        selected,
    };
    vec![
        method(
            "standard",
            "Standard",
            money(market_locale, 495),
            window(date!(2026 - 11 - 24), date!(2026 - 11 - 26)),
            true,
        ),
        method(
            "express",
            "Express",
            money(market_locale, 995),
            window(date!(2026 - 11 - 23), date!(2026 - 11 - 23)),
            false,
        ),
        method("free", "Eco", money(market_locale, 0), window(date!(2026 - 11 - 26), date!(2026 - 12 - 1)), false),
    ]
}

/// The choice of delivery and payment.
pub fn delivery(market_locale: MarketLocale) -> Delivery {
    Delivery {
        email: "ada@gmial.com".to_owned(),
        email_suggestion: Some("ada@gmail.com".to_owned()),
        delay: Some(delay(market_locale)),
        slots: slots(market_locale),
        slot: slots(market_locale).pop(),
        parcels: Some(ParcelOffer { windows: two_windows(), cost: money(market_locale, 990) }),
        too_heavy: Vec::new(),
        shipping: address(market_locale),
        methods: methods(market_locale),
        payments: vec![
            PaymentChoice { method: PaymentMethod::Card, selected: true },
            PaymentChoice { method: PaymentMethod::Transfer, selected: false },
        ],
        delivery_missing: false,
        payment_missing: false,
        lines: lines(market_locale),
        totals: totals(market_locale),
    }
}

/// The review.
pub fn review(market_locale: MarketLocale) -> Review {
    Review {
        order_id: "01935a1c-77e2-7c1b-8a55-9f4d2b6c0e11".to_owned(),
        email: "ada@example.com".to_owned(),
        shipping: address(market_locale),
        billing: None,
        slot: slots(market_locale).pop(),
        delivery: DeliveryMethod { windows: two_windows(), ..methods(market_locale).remove(0) },
        delay: None,
        payment: PaymentMethod::Card,
        lines: lines(market_locale),
        totals: totals(market_locale),
        refusals: Vec::new(),
        hold_minutes: Some(30),
    }
}
