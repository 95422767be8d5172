//! Somebody who places one order after the other, for as long as a test wants it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use outpost_db::command::Sender;
use outpost_db::order::{PlaceOrder, PlaceOrderError, place};
use outpost_db::sql::{Row, Sql, SqlError};
use outpost_domain::address::Address;
use outpost_domain::ids::OrderId;
use outpost_domain::market::MarketLocale;
use outpost_domain::money::BasisPoints;
use outpost_domain::order::{AgreedGroup, AgreedLine, Agreement};
use outpost_domain::samples::{EN, GB, GBP};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

/// Variants of the seeded catalogue, and what sending one of them takes.
const OFFERS: &str = "
    SELECT
        variant.sku, price.amount_minor, variant_stock.available, variant.weight_grams, product.tax_class,
        tax_rate.rate_basis_points, shipping_method.free_from_minor,
        (
            SELECT amount_minor FROM shipping_rate
            WHERE method_id = shipping_method.id AND country_code = 'GB' AND up_to_grams >= variant.weight_grams
            ORDER BY up_to_grams LIMIT 1
        ) AS rate_minor
    FROM variant
    JOIN product ON product.id = variant.product_id AND product.state = 'published'
    JOIN tax_rate ON tax_rate.country_code = 'GB' AND tax_rate.tax_class = product.tax_class
    JOIN shipping_method ON shipping_method.market_code = 'gb' AND shipping_method.code = 'standard'
    JOIN price ON price.variant_id = variant.id AND price.market_code = 'gb'
    JOIN variant_stock ON variant_stock.variant_id = variant.id AND variant_stock.available > 0
    WHERE variant.weight_grams <= 2000
    ORDER BY variant.id";
const ORDERS: &str = "SELECT id FROM orders";

/// Orders that are on their way.
pub struct Buyer {
    is_over: Arc<AtomicBool>,
    acknowledged: watch::Receiver<Vec<OrderId>>,
    task: JoinHandle<Duration>,
}

impl Buyer {
    /// Begins to buy at `shop`.
    pub async fn start(shop: impl Sql + 'static) -> Self {
        let offers = offers(&shop).await;
        let is_over = Arc::new(AtomicBool::new(false));
        let (sender, acknowledged) = watch::channel(Vec::new());
        let task = tokio::spawn(buy(shop, offers, Arc::clone(&is_over), sender));
        Self { is_over, acknowledged, task }
    }

    /// Waits until so many more orders are acknowledged, and returns all of them.
    pub async fn more(&mut self, orders: usize) -> Vec<OrderId> {
        let enough = self.acknowledged.borrow().len() + orders;
        self.acknowledged.wait_for(|acknowledged| acknowledged.len() >= enough).await.expect("a buyer").clone()
    }

    /// Stops buying. Returns all acknowledged orders and the longest that one of them took.
    pub async fn stop(self) -> (Vec<OrderId>, Duration) {
        self.is_over.store(true, Ordering::Relaxed);
        let longest = self.task.await.expect("no order is refused");
        let acknowledged = self.acknowledged.borrow().clone();
        (acknowledged, longest)
    }
}

/// Ends the test unless `shop` has each of these orders, once.
pub async fn assert_has(shop: &dyn Sql, orders: &[OrderId]) {
    let rows = shop.query(ORDERS, Vec::new()).await.unwrap();
    let mut found: Vec<String> = rows.into_iter().map(|mut row| row.text("id").unwrap()).collect();
    found.sort_unstable();
    let lost = orders.iter().filter(|order| found.binary_search(&order.to_string()).is_err()).count();
    assert_eq!(lost, 0, "{lost} of {} orders are lost", orders.len());
}

/// One order of one piece each.
async fn offers(shop: &dyn Sql) -> Vec<Agreement> {
    let mut offers = Vec::new();
    for mut row in shop.query(OFFERS, Vec::new()).await.expect("a seeded shop") {
        let pieces = row.integer("available").unwrap();
        let agreement = agreement(&mut row).expect("an offer");
        offers.extend((0..pieces).map(|_| agreement.clone()));
    }
    offers
}

fn agreement(row: &mut Row) -> Result<Agreement, SqlError> {
    let grams: u32 = row.number("weight_grams")?;
    let line = AgreedLine {
        group: 1,
        sku: row.parse("sku", "a SKU")?,
        slug: String::new(),
        title: String::new(),
        options: String::new(),
        media_hash: String::new(),
        quantity: 1,
        unit_minor: row.integer("amount_minor")?,
        weight_grams: grams,
        tax_class: row.text("tax_class")?,
        tax_rate: BasisPoints(row.number("rate_basis_points")?),
    };
    let group = AgreedGroup {
        method: "standard".to_owned(),
        rate_minor: row.integer("rate_minor")?,
        free_from_minor: row.get("free_from_minor")?,
        tax: None,
        days_min: 2,
        days_max: 4,
        grams: grams.into(),
        restocked_at: None,
        slot: None,
    };
    Ok(Agreement { currency: GBP, tax_included: true, lines: vec![line], groups: vec![group] })
}

async fn buy(
    shop: impl Sql,
    offers: Vec<Agreement>,
    is_over: Arc<AtomicBool>,
    acknowledged: watch::Sender<Vec<OrderId>>,
) -> Duration {
    let mut longest = Duration::ZERO;
    for agreement in offers {
        if is_over.load(Ordering::Relaxed) {
            return longest;
        }
        let order = order(agreement);
        let began = Instant::now();
        loop {
            match place(&shop, &order).await {
                Ok(_) => break,
                // As the shop does: the outcome is unknown, so it is sent again with its id.
                Err(PlaceOrderError::Sql(SqlError::Unreachable(_))) => sleep(Duration::from_millis(20)).await,
                Err(error) => panic!("{error}"),
            }
        }
        longest = longest.max(began.elapsed());
        acknowledged.send_modify(|all| all.push(order.id));
    }
    panic!("everything is sold");
}

fn order(agreement: Agreement) -> PlaceOrder {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().cast_signed();
    let id = Uuid::now_v7();
    PlaceOrder {
        id: OrderId::new(id),
        sender: Sender::visitor("test", now),
        prefix: MarketLocale { locale: EN, market: GB },
        email: format!("{}@example.com", id.simple()),
        phone: None,
        shipping: Address {
            name: "Ada Byron".to_owned(),
            line1: "1 High Street".to_owned(),
            city: "York".to_owned(),
            postal_code: "YO1 1AA".to_owned(),
            country: "GB".to_owned(),
            ..Address::default()
        },
        billing: None,
        visitor: None,
        payment_method_code: "card".to_owned(),
        total: agreement.priced().expect("small amounts").total,
        agreement,
        hold_seconds: Some(1_800),
    }
}
