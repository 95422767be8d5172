//! A sample cart and the steps of the checkout.

use outpost_domain::market::{Market, MarketLocale};
use outpost_domain::money::{BasisPoints, Money};
use time::macros::date;

use super::{card, money};
use crate::view::{
    Address, AddressForm, Cart, CartLine, Checkout, Country, Delivery, DeliveryMethod, DeliveryWindow, LineProblem,
    PaymentKind, PaymentMethod, Review, Stock, Totals,
};

/// A line of the cart.
pub fn cart_line(prefix: MarketLocale, index: usize, quantity: u32) -> CartLine {
    let card = card(prefix, index);
    let unit = card.price.amount;
    CartLine {
        sku: format!("SAMPLE-{index}"),
        slug: Some(card.slug),
        name: card.name,
        options: card.facts.join(", "),
        picture: Some(card.picture),
        unit: Some(unit),
        total: Some(Money::new(unit.minor() * i64::from(quantity), unit.currency())),
        quantity,
        max_quantity: 10,
        stock: Some(Stock::In),
        problems: Vec::new(),
    }
}

/// Sums that do not add up to anything in particular.
pub fn totals(prefix: MarketLocale) -> Totals {
    Totals {
        lines: money(prefix, 12_500),
        shipping: Some(money(prefix, 495)),
        taxes: vec![(BasisPoints(1_900), money(prefix, 2_075))],
        tax_included: true,
        total: money(prefix, 12_995),
    }
}

/// A cart in which something changed.
pub fn cart(prefix: MarketLocale) -> Cart {
    let mut dearer = cart_line(prefix, 1, 1);
    dearer.problems = vec![LineProblem::PriceChanged { was: money(prefix, 7_900), now: card(prefix, 1).price.amount }];
    let mut fewer = cart_line(prefix, 2, 3);
    fewer.problems = vec![LineProblem::OnlyLeft { available: 2 }];
    let mut gone = cart_line(prefix, 6, 1);
    (gone.max_quantity, gone.stock, gone.total) = (0, Some(Stock::Out), None);
    gone.problems = vec![LineProblem::SoldOut];
    let unknown = CartLine {
        sku: "SAMPLE-NEW".to_owned(),
        slug: None,
        name: "SAMPLE-NEW".to_owned(),
        options: String::new(),
        picture: None,
        unit: None,
        total: None,
        quantity: 1,
        max_quantity: 0,
        stock: None,
        problems: vec![LineProblem::Unknown],
    };
    Cart {
        lines: vec![cart_line(prefix, 0, 2), dearer, fewer, gone, unknown],
        totals: Some(totals(prefix)),
        estimated_for: home_country(prefix).to_owned(),
        arrives: Some(DeliveryWindow { earliest: date!(2026 - 11 - 24), latest: date!(2026 - 11 - 26) }),
        can_check_out: true,
        free_delivery_gap: Some(money(prefix, 1_250)),
        suggestions: (0..4).map(|index| card(prefix, index)).collect(),
    }
}

fn home_country(prefix: MarketLocale) -> &'static str {
    match prefix.market {
        Market::Gb => "GB",
        Market::De => "DE",
        Market::Jp => "JP",
    }
}

/// An address of the market's home country.
pub(super) fn address(prefix: MarketLocale) -> Address {
    let [name, line1, city, region, postcode] = match prefix.market {
        Market::Gb => ["Ada Byron", "12 St James's Square", "London", "", "SW1Y 4JH"],
        Market::De => ["Käthe Kollwitz", "Weißenburger Straße 25", "Berlin", "", "10435"],
        Market::Jp => ["樋口 一葉", "本郷4丁目31-11", "文京区", "東京都", "113-0033"],
    };
    Address {
        name: name.to_owned(),
        line1: line1.to_owned(),
        line2: String::new(),
        city: city.to_owned(),
        region: region.to_owned(),
        postcode: postcode.to_owned(),
        country: home_country(prefix).to_owned(),
        phone: String::new(),
    }
}

fn lines(prefix: MarketLocale) -> Vec<CartLine> {
    vec![cart_line(prefix, 0, 2), cart_line(prefix, 1, 1)]
}

/// The address form, filled in.
pub fn checkout(prefix: MarketLocale) -> Checkout {
    let codes: &[&str] = match prefix.market {
        Market::Gb => &["GB"],
        Market::De => &["DE", "AT", "NL", "GB"],
        Market::Jp => &["JP"],
    };
    let billing = Address { country: home_country(prefix).to_owned(), ..Address::default() };
    Checkout {
        form: AddressForm {
            email: "ada@example.com".to_owned(),
            shipping: address(prefix),
            billing_differs: false,
            billing,
        },
        countries: codes.iter().map(|code| Country { code: (*code).to_owned(), name: String::new() }).collect(),
        errors: Vec::new(),
        lines: lines(prefix),
        totals: totals(prefix),
    }
}

fn methods(prefix: MarketLocale) -> Vec<DeliveryMethod> {
    let window = |earliest, latest| DeliveryWindow { earliest, latest };
    let method = |code: &str, name: &str, cost, window, selected| DeliveryMethod {
        code: code.to_owned(),
        name: name.to_owned(),
        cost,
        window,
        selected,
    };
    vec![
        method("standard", "Standard", money(prefix, 495), window(date!(2026 - 11 - 24), date!(2026 - 11 - 26)), true),
        method("express", "Express", money(prefix, 995), window(date!(2026 - 11 - 23), date!(2026 - 11 - 23)), false),
        method("free", "Eco", money(prefix, 0), window(date!(2026 - 11 - 26), date!(2026 - 12 - 1)), false),
    ]
}

/// The choice of delivery and payment.
pub fn delivery(prefix: MarketLocale) -> Delivery {
    Delivery {
        email: "ada@example.com".to_owned(),
        shipping: address(prefix),
        methods: methods(prefix),
        payments: vec![
            PaymentMethod { kind: PaymentKind::Test, selected: true },
            PaymentMethod { kind: PaymentKind::Manual, selected: false },
        ],
        delivery_missing: false,
        payment_missing: false,
        lines: lines(prefix),
        totals: totals(prefix),
    }
}

/// The review.
pub fn review(prefix: MarketLocale) -> Review {
    Review {
        order_id: "01935a1c-77e2-7c1b-8a55-9f4d2b6c0e11".to_owned(),
        email: "ada@example.com".to_owned(),
        shipping: address(prefix),
        billing: None,
        delivery: methods(prefix).remove(0),
        payment: PaymentKind::Test,
        lines: lines(prefix),
        totals: totals(prefix),
        refusals: Vec::new(),
        hold_minutes: 30,
    }
}
