//! A mail of every kind in a market.

use outpost_domain::address::Address;
use outpost_domain::market::MarketLocale;
use outpost_domain::money::{BasisPoints, Money};
use outpost_domain::payment::PaymentMethod;

use crate::account::{self, Reader};
use crate::kind::MailKind;
use crate::letter::Letter;
use crate::order::{self, OrderDetails, OrderLine};

/// A mail of every kind, with what its reader typed in `name`.
pub fn letters(market_locale: MarketLocale, name: &str) -> Vec<(MailKind, Letter)> {
    let reader = Reader { market_locale, name, device: "Firefox · Linux", href: "https://shop.example/link" };
    let order = order(market_locale, name);
    let letter = |kind| account::letter(kind, reader).or_else(|| order::letter(kind, &order));
    MailKind::ALL.iter().filter_map(|(kind, _)| Some((*kind, letter(*kind)?))).collect()
}

fn order(market_locale: MarketLocale, name: &str) -> OrderDetails {
    let money = |minor| Money::new(minor, market_locale.market.currency());
    let line = |quantity, options: &str, minor| OrderLine {
        quantity,
        name: "Enamel mug <blue>".to_owned(),
        options: options.to_owned(),
        total: money(minor),
    };
    OrderDetails {
        market_locale,
        number: "OUT-2345-6789".to_owned(),
        href: "https://shop.example/orders/OUT-2345-6789".to_owned(),
        lines: vec![line(2, "Blue, 300 ml", 2_598), line(1, "", 1_299)],
        goods: money(3_897),
        delivery: money(395),
        taxes: vec![(BasisPoints(2_000), money(715))],
        tax_included: true,
        total: money(4_292),
        payment: PaymentMethod::Transfer,
        shipping: Address {
            name: name.to_owned(),
            line1: "1 High Street".to_owned(),
            city: "Town".to_owned(),
            postal_code: "AB1 2CD".to_owned(),
            country: "GB".to_owned(),
            ..Address::default()
        },
        amount: None,
        carrier: "Royal Mail".to_owned(),
        tracking: "RM123456785GB".to_owned(),
    }
}
