//! A shop of three products, small enough to compute by hand.

use outpost_db::command::Sender;
use outpost_db::native::Database;
use outpost_db::order::{OrderLine, PlaceOrder};
use outpost_db::sql::{Sql, Value};
use outpost_db::{migrate, testing};
use outpost_domain::address::Address;
use outpost_domain::ids::OrderId;
use outpost_domain::market::{Locale, Market, MarketLocale};
use outpost_domain::money::Money;
use outpost_domain::principal::Principal;
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
    Sender { principal: Principal::Visitor, request_id: "request-1".to_owned(), sent_at }
}

/// An order of the fixture's shop in a market, for `(sku, quantity, unit_minor)` lines. Each has a mail address of its own.
pub fn order(market: Market, lines: &[(&str, u32, i64)], total_minor: i64) -> PlaceOrder {
    let country = match market {
        Market::Gb => "GB",
        Market::De => "DE",
        Market::Jp => "JP",
    };
    let id = Uuid::now_v7();
    PlaceOrder {
        id: OrderId::new(id),
        sender: visitor(NOW),
        prefix: MarketLocale { locale: Locale::En, market },
        email: format!("{}@example.com", id.simple()),
        phone: None,
        shipping: Address {
            name: "Ada Byron".to_owned(),
            line1: "1 High Street".to_owned(),
            city: "Town".to_owned(),
            postal_code: "AB1 2CD".to_owned(),
            country: country.to_owned(),
            ..Address::default()
        },
        billing: None,
        method_code: "standard".to_owned(),
        gateway: "test".to_owned(),
        lines: lines
            .iter()
            .map(|&(sku, quantity, unit_minor)| OrderLine { sku: sku.parse().expect("a SKU"), quantity, unit_minor })
            .collect(),
        expected_total: Money::new(total_minor, market.currency()),
        hold_seconds: 1_800,
    }
}
