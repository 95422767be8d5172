//! Purchase orders promise dates, arrive once, and serve those who wait first.

use outpost_db::inventory::{
    CreatePurchaseOrder, InventoryRefusal, LineNow, PurchaseLine, PurchaseOrderFilter, ReceivePurchaseOrder,
    ReceivedLine, create_purchase_order, purchase_order, purchase_orders, receive_purchase_order,
};
use outpost_db::order::{PlaceOrderError, place};
use outpost_domain::ids::PurchaseOrderId;
use outpost_domain::inventory::DocumentNumber;
use outpost_domain::samples::{EN, GB};
use outpost_domain::stock::StockState;
use uuid::Uuid;

use super::super::fixture::{integer, order};
use super::{assert_sound, id, location, on_hand, sender, shop, sku, stock};

const SPRING: i64 = 1_800_100_000;
const SUMMER: i64 = 1_810_000_000;

fn purchase(expected_at: i64, lines: &[(&str, i64)]) -> CreatePurchaseOrder {
    CreatePurchaseOrder {
        id: PurchaseOrderId::new(Uuid::now_v7()),
        sender: sender(),
        supplier: "Lamps & Co".to_owned(),
        location: location("lon"),
        expected_at,
        lines: lines.iter().map(|&(of, quantity)| PurchaseLine { sku: sku(of), quantity }).collect(),
    }
}

fn receipt(of: &CreatePurchaseOrder, lines: &[(&str, i64, i64)], close: bool) -> ReceivePurchaseOrder {
    let line = |&(of, quantity, seen): &(&str, i64, i64)| ReceivedLine { sku: sku(of), quantity, seen };
    ReceivePurchaseOrder {
        id: id(),
        sender: sender(),
        purchase_order_id: of.id,
        lines: lines.iter().map(line).collect(),
        close,
    }
}

#[tokio::test]
async fn what_is_sold_ahead_is_promised_for_the_purchase_order_that_has_pieces_left() {
    let shop = shop().await;
    create_purchase_order(&shop, &purchase(SPRING, &[("LAMP", 2)])).await.expect("two in spring");
    create_purchase_order(&shop, &purchase(SUMMER, &[("LAMP", 9)])).await.expect("nine in summer");
    assert_eq!(stock(&shop, "LAMP").await.backorder_at, Some(SPRING));
    assert_eq!(stock(&shop, "LAMP").await.levels[0].incoming, 11);
    place(&shop, &order(GB, &[("LAMP", 1, 4_500)], 4_500 + 395)).await.expect("one ahead");
    assert_eq!(stock(&shop, "LAMP").await.backorder_at, Some(SPRING));
    place(&shop, &order(GB, &[("LAMP", 1, 4_500)], 4_500 + 395)).await.expect("another");
    assert_eq!(stock(&shop, "LAMP").await.backorder_at, Some(SUMMER), "those of spring are sold");
}

#[tokio::test]
async fn arriving_pieces_serve_waiting_orders_before_they_are_on_sale() {
    let shop = shop().await;
    let purchase = purchase(SPRING, &[("LAMP", 6)]);
    create_purchase_order(&shop, &purchase).await.expect("six to come");
    place(&shop, &order(GB, &[("LAMP", 4, 4_500)], 4 * 4_500)).await.expect("four ahead");
    receive_purchase_order(&shop, &receipt(&purchase, &[("LAMP", 3, 0)], false)).await.expect("three arrive");
    let lamp = stock(&shop, "LAMP").await;
    assert_eq!((lamp.levels[0].figures().ready(), lamp.levels[0].incoming), (-1, 3));
    receive_purchase_order(&shop, &receipt(&purchase, &[("LAMP", 3, 3)], false)).await.expect("three more");
    let lamp = stock(&shop, "LAMP").await;
    assert_eq!((lamp.levels[0].figures().ready(), lamp.state, lamp.backorder_at), (2, StockState::Low, None));
    let found = purchase_order(&shop, &DocumentNumber::of_purchase_order(purchase.id.uuid()), EN).await;
    assert!(found.expect("a read").expect("the order").closed_at.is_some(), "nothing is to come");
    let more = place(&shop, &order(GB, &[("LAMP", 7, 4_500)], 7 * 4_500)).await;
    assert!(matches!(more, Err(PlaceOrderError::Changed(_))), "{more:?}");
    assert_sound(&shop).await;
}

#[tokio::test]
async fn two_people_do_not_book_the_same_delivery_twice() {
    let shop = shop().await;
    let purchase = purchase(SPRING, &[("BOOK", 10), ("LAMP", 5)]);
    create_purchase_order(&shop, &purchase).await.expect("an order");
    let first = receipt(&purchase, &[("BOOK", 10, 0)], false);
    for _ in 0..2 {
        receive_purchase_order(&shop, &first).await.expect("sent again, it changes nothing");
    }
    let refused = receive_purchase_order(&shop, &receipt(&purchase, &[("BOOK", 10, 0), ("LAMP", 5, 0)], true)).await;
    assert_eq!(refused, Err(InventoryRefusal::StaleLines(vec![LineNow { sku: sku("BOOK"), now: 10 }])));
    assert_eq!((on_hand(&shop, "BOOK").await, on_hand(&shop, "LAMP").await), ([100, 0], [0, 0]));
}

#[tokio::test]
async fn a_closed_purchase_order_promises_nothing_and_takes_nothing() {
    let shop = shop().await;
    let purchase = purchase(SPRING, &[("LAMP", 5)]);
    create_purchase_order(&shop, &purchase).await.expect("an order");
    receive_purchase_order(&shop, &receipt(&purchase, &[("LAMP", 2, 0)], true)).await.expect("three never come");
    let lamp = stock(&shop, "LAMP").await;
    assert_eq!((lamp.levels[0].on_hand, lamp.levels[0].incoming, lamp.backorder_at), (2, 0, None));
    let refused = receive_purchase_order(&shop, &receipt(&purchase, &[("LAMP", 3, 2)], false)).await;
    assert_eq!(refused, Err(InventoryRefusal::Closed));
}

#[tokio::test]
async fn every_unknown_sku_is_named_and_strange_lines_are_refused() {
    let shop = shop().await;
    let unknown = create_purchase_order(&shop, &purchase(SPRING, &[("LAMP", 1), ("NO-1", 1), ("NO-2", 1)])).await;
    assert_eq!(unknown, Err(InventoryRefusal::UnknownSkus(vec![sku("NO-1"), sku("NO-2")])));
    for lines in [&[][..], &[("LAMP", 1), ("LAMP", 2)]] {
        assert_eq!(create_purchase_order(&shop, &purchase(SPRING, lines)).await, Err(InventoryRefusal::BadLines));
    }
    let purchase = purchase(SPRING, &[("LAMP", 1)]);
    create_purchase_order(&shop, &purchase).await.expect("an order");
    for lines in [&[("BOOK", 1, 0)][..], &[("LAMP", -1, 0)], &[("LAMP", 1, 0), ("LAMP", 1, 0)]] {
        let refused = receive_purchase_order(&shop, &receipt(&purchase, lines, false)).await;
        assert_eq!(refused, Err(InventoryRefusal::BadLines), "{lines:?}");
    }
    assert_eq!(integer(&shop, "SELECT count(*) FROM supplier", vec![]).await, 1);
}

#[tokio::test]
async fn open_purchase_orders_come_by_date_and_closed_ones_the_last_first() {
    let shop = shop().await;
    let (late, soon) = (purchase(SUMMER, &[("LAMP", 1)]), purchase(SPRING, &[("LAMP", 2), ("BOOK", 3)]));
    for order in [&late, &soon] {
        create_purchase_order(&shop, order).await.expect("an order");
    }
    let open = purchase_orders(&shop, PurchaseOrderFilter::Open, None).await.expect("a read");
    assert_eq!(open.rows.iter().map(|row| row.expected_at).collect::<Vec<_>>(), [SPRING, SUMMER]);
    assert_eq!((open.rows[0].quantity, open.rows[0].incoming, open.has_more), (5, 5, false));
    let next = purchase_orders(&shop, PurchaseOrderFilter::Open, Some((SPRING, open.rows[0].number.clone()))).await;
    assert_eq!(next.expect("a read").rows.len(), 1);
    receive_purchase_order(&shop, &receipt(&soon, &[], true)).await.expect("closed");
    let closed = purchase_orders(&shop, PurchaseOrderFilter::Closed, None).await.expect("a read");
    assert_eq!((closed.rows.len(), closed.rows[0].number.clone()), (1, open.rows[0].number.clone()));
}
