//! A shop of three products, small enough to compute by hand.

use outpost_db::command::Sender;
use outpost_db::native::Database;
use outpost_db::order::PlaceOrder;
use outpost_db::payment::{CreatePayment, RecordPayment, create, record};
use outpost_db::sql::{Sql, Value};
use outpost_db::{migrate, testing};
use outpost_domain::address::Address;
use outpost_domain::ids::{OrderId, PaymentId};
use outpost_domain::market::{Market, MarketLocale};
use outpost_domain::money::{BasisPoints, Money};
use outpost_domain::order::{AgreedGroup, AgreedLine, Agreement, GroupTax};
use outpost_domain::payment::{PaymentMethod, PaymentReport, PaymentState};
use outpost_domain::samples::{DE, EN, JP};
use uuid::Uuid;

/// Seconds since 1970 at which these tests take place.
pub const NOW: i64 = 1_790_000_000;

/// A migrated database in memory with the fixture in it.
pub async fn shop() -> Database {
    let database = Database::memory().await.expect("an in-memory database");
    migrate::apply(&database).await.expect("the migrations");
    database.batch(include_str!("shop.sql")).await.expect("the fixture");
    testing::set_clock(&database, NOW).await.expect("a clock");
    database
}

/// The one value of a query's first row, as an integer.
pub async fn integer(sql: &dyn Sql, statement: &str, parameters: Vec<Value>) -> i64 {
    sql.query(statement, parameters).await.expect(statement).single().expect("an integer")
}

/// A shopper whose region's clock says `sent_at`.
pub fn visitor(sent_at: i64) -> Sender {
    Sender::visitor("request-1", sent_at)
}

/// An order of the fixture's shop in a market, for `(sku, quantity, unit_minor)` lines, as its review would show it. Each
/// has a mail address of its own.
pub fn order(market: Market, lines: &[(&str, u32, i64)], total_minor: i64) -> PlaceOrder {
    let id = Uuid::now_v7();
    PlaceOrder {
        id: OrderId::new(id),
        sender: visitor(NOW),
        prefix: MarketLocale { locale: EN, market },
        email: format!("{}@example.com", id.simple()),
        phone: None,
        visitor: None,
        shipping: Address {
            name: "Ada Byron".to_owned(),
            line1: "1 High Street".to_owned(),
            city: "Town".to_owned(),
            postal_code: "AB1 2CD".to_owned(),
            country: market.country.as_str().to_owned(),
            ..Address::default()
        },
        billing: None,
        payment_method_code: "card".to_owned(),
        agreement: agreement(market, lines),
        total: Money::new(total_minor, market.currency()),
        hold_seconds: Some(1_800),
    }
}

/// Pays an order in the way that it names.
pub async fn pay(shop: &dyn Sql, order: &PlaceOrder) {
    let method: PaymentMethod = order.payment_method_code.parse().expect("a way to pay");
    let id = PaymentId::new(Uuid::now_v7());
    let payment = CreatePayment { id, sender: visitor(NOW), order_id: order.id, method, amount: order.total };
    create(shop, &payment).await.expect("an attempt");
    let report = PaymentReport {
        payment_id: id,
        event_id: format!("paid:{id}"),
        reference: id.to_string(),
        state: PaymentState::Captured,
        amount: order.total,
        reason: None,
    };
    let provider = method.provider();
    let sender = Sender::provider(provider.code(), "request-1", NOW);
    record(shop, &RecordPayment { sender, provider, report }).await.expect("paid");
}

/// What a review of these lines would show, all sent together.
pub fn agreement(market: Market, lines: &[(&str, u32, i64)]) -> Agreement {
    let lines: Vec<_> = lines.iter().map(|&(sku, quantity, unit)| line(market, sku, quantity, unit)).collect();
    let groups = vec![group(market, &lines)];
    Agreement { currency: market.currency(), tax_included: market != JP, lines, groups }
}

/// A line of the first group; unknown SKUs look like mugs.
pub fn line(market: Market, sku: &str, quantity: u32, unit_minor: i64) -> AgreedLine {
    let (title, options, media_hash, weight_grams) = match sku {
        "BOOK" => ("Book", "", "red", 400),
        "LAMP" => ("Lamp", "", "red", 1_500),
        "MUG-BLUE" => ("Mug", "Blue", "blue", 350),
        _ => ("Mug", "Red", "red", 350),
    };
    let tax_class = if sku == "BOOK" { "reduced" } else { "standard" };
    AgreedLine {
        group: 1,
        sku: sku.parse().expect("a SKU"),
        slug: title.to_lowercase(),
        title: title.to_owned(),
        options: options.to_owned(),
        media_hash: media_hash.to_owned(),
        quantity,
        unit_minor,
        weight_grams,
        tax_class: tax_class.to_owned(),
        tax_rate: tax_rate(market, tax_class),
    }
}

/// The one parcel of these lines.
pub fn group(market: Market, lines: &[AgreedLine]) -> AgreedGroup {
    let grams = lines.iter().map(|line| u64::from(line.weight_grams) * u64::from(line.quantity)).sum();
    let (rate_minor, free_from_minor, (days_min, days_max)) = match (market.code(), grams) {
        ("gb", ..=2_000) => (395, 5_000, (2, 4)),
        ("gb", _) => (795, 5_000, (2, 4)),
        ("de", ..=2_000) => (490, 4_900, (2, 4)),
        ("de", _) => (990, 4_900, (2, 4)),
        (_, _) => (600, 8_000, (1, 3)),
    };
    AgreedGroup {
        method: "standard".to_owned(),
        rate_minor,
        free_from_minor: Some(free_from_minor),
        tax: (market != DE).then(|| GroupTax { class: "standard".to_owned(), rate: tax_rate(market, "standard") }),
        days_min,
        days_max,
        grams,
        restocked_at: None,
        slot: None,
    }
}

/// The market's rate for the class `standard`.
pub fn standard_rate(market: Market) -> BasisPoints {
    tax_rate(market, "standard")
}

fn tax_rate(market: Market, class: &str) -> BasisPoints {
    BasisPoints(match (market.code(), class) {
        ("gb", "standard") => 2_000,
        ("gb", _) => 0,
        ("de", "standard") => 1_900,
        ("de", _) => 700,
        (_, "standard") => 1_000,
        (_, _) => 800,
    })
}
