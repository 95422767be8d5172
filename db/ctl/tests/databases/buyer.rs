//! Somebody who places one order after the other, for as long as a test wants it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use outpost_db::command::Sender;
use outpost_db::order::{OrderLine, PlaceOrder, PlaceOrderError, place};
use outpost_db::sql::{Sql, SqlError};
use outpost_domain::address::Address;
use outpost_domain::ids::{OrderId, Sku};
use outpost_domain::market::{Locale, Market, MarketLocale};
use outpost_domain::money::Money;
use outpost_domain::principal::Principal;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

/// Variants of the seeded catalogue that are delivered free, so that an order's total is the price.
const OFFERS: &str = "
    SELECT variant.sku, price.amount_minor, variant_stock.available
    FROM variant
    JOIN price ON price.variant_id = variant.id AND price.market_code = 'gb' AND price.amount_minor >= 5000
    JOIN variant_stock ON variant_stock.variant_id = variant.id AND variant_stock.available > 0
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

async fn offers(shop: &dyn Sql) -> Vec<(Sku, i64)> {
    let mut offers = Vec::new();
    for mut row in shop.query(OFFERS, Vec::new()).await.expect("a seeded shop") {
        let (sku, price, pieces): (Sku, i64, i64) = (
            row.parse("sku", "a SKU").unwrap(),
            row.integer("amount_minor").unwrap(),
            row.integer("available").unwrap(),
        );
        offers.extend((0..pieces).map(|_| (sku.clone(), price)));
    }
    offers
}

async fn buy(
    shop: impl Sql,
    offers: Vec<(Sku, i64)>,
    is_over: Arc<AtomicBool>,
    acknowledged: watch::Sender<Vec<OrderId>>,
) -> Duration {
    let mut longest = Duration::ZERO;
    for (sku, price) in offers {
        if is_over.load(Ordering::Relaxed) {
            return longest;
        }
        let order = order(sku, price);
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

fn order(sku: Sku, price: i64) -> PlaceOrder {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().cast_signed();
    let id = Uuid::now_v7();
    PlaceOrder {
        id: OrderId::new(id),
        sender: Sender { principal: Principal::Visitor, request_id: "test".to_owned(), sent_at: now },
        prefix: MarketLocale { locale: Locale::En, market: Market::Gb },
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
        method_code: "standard".to_owned(),
        gateway: "test".to_owned(),
        lines: vec![OrderLine { sku, quantity: 1, unit_minor: price }],
        expected_total: Money::new(price, Market::Gb.currency()),
        hold_seconds: 1_800,
    }
}
