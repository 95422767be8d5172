//! Staff pick, ship in parcels, deliver, and write notes.

use outpost_db::audit::{AuditQuery, list};
use outpost_db::command::{Sender, SessionHash};
use outpost_db::fulfilment::{
    AddOrderNote, DeliverOrder, FulfilmentRefusal, OrderQueue, QueueQuery, ShipOrder, add_order_note, deliver_order,
    extras, queue, ship_order,
};
use outpost_db::native::Database;
use outpost_db::order::{PlaceOrder, by_number, place};
use outpost_db::sql::Sql;
use outpost_db::{dashboard, list::Count};
use outpost_domain::ids::{CommandId, FulfilmentId, OrderId, StaffId};
use outpost_domain::order::{OrderNumber, OrderStatus};
use outpost_domain::principal::Principal;
use outpost_domain::samples::GB;
use uuid::Uuid;

use super::fixture::{NOW, integer, order, shop, visitor};

const CLERK: StaffId = StaffId::new(Uuid::from_u128(2));

fn clerk() -> Sender {
    Sender { principal: Principal::Staff(CLERK), session: Some(SessionHash::of(b"clerk")), ..visitor(NOW) }
}

/// The shop with a clerk of the orders' role, and a paid order of two mugs and a book.
async fn with_order() -> (Database, PlaceOrder) {
    let shop = shop().await;
    shop.batch(&format!(
        "INSERT INTO staff (id, email, state, created_at) VALUES ('{CLERK}', 'clerk@example.com', 'active', 0);
         INSERT INTO staff_role (staff_id, role_id) SELECT '{CLERK}', id FROM role WHERE code = 'orders';
         INSERT INTO session (id_hash, principal, created_at, expires_at, last_used_at, user_agent)
         VALUES ('{}', 'staff:{CLERK}', 0, {NOW} + 9999, 0, 'test')",
        SessionHash::of(b"clerk")
    ))
    .await
    .expect("a clerk");
    let order = order(GB, &[("MUG-RED", 2, 1_299), ("BOOK", 1, 899)], 2 * 1_299 + 899 + 395);
    place(&shop, &order).await.expect("an order");
    shop.batch(&format!("UPDATE orders SET paid_at = {NOW}, hold_ends_at = NULL")).await.expect("it is paid");
    (shop, order)
}

fn parcel(order_id: OrderId, lines: &[u32]) -> ShipOrder {
    ShipOrder {
        id: FulfilmentId::new(Uuid::now_v7()),
        sender: clerk(),
        order_id,
        group: 1,
        lines: lines.to_vec(),
        carrier: "Post".to_owned(),
        tracking: "AB 1".to_owned(),
    }
}

async fn status(shop: &dyn Sql, id: OrderId) -> OrderStatus {
    by_number(shop, &OrderNumber::of(id)).await.expect("a read").expect("the order").status(NOW)
}

async fn queued(shop: &dyn Sql, of: OrderQueue, search: &str) -> usize {
    let query = QueueQuery { queue: of, search: search.to_owned(), after: None };
    queue(shop, &query).await.expect("a read").rows.len()
}

#[tokio::test]
async fn an_order_is_shipped_in_two_parcels_and_delivered() {
    let (shop, order) = with_order().await;
    assert_eq!((status(&shop, order.id).await, queued(&shop, OrderQueue::ToPick, "").await), (OrderStatus::Paid, 1));
    let first = parcel(order.id, &[1]);
    for _ in 0..2 {
        ship_order(&shop, &first).await.expect("sent again, it changes nothing");
    }
    assert_eq!(status(&shop, order.id).await, OrderStatus::PartlyShipped);
    let twice = ship_order(&shop, &parcel(order.id, &[1, 2])).await;
    assert_eq!(twice, Err(FulfilmentRefusal::AlreadyShipped));
    ship_order(&shop, &parcel(order.id, &[2])).await.expect("the second parcel");
    assert_eq!((status(&shop, order.id).await, queued(&shop, OrderQueue::ToPick, "").await), (OrderStatus::Shipped, 0));
    let gone = "SELECT -sum(quantity) FROM stock_movement WHERE reason = 'shipment'";
    assert_eq!(integer(&shop, gone, vec![]).await, 3);
    assert_eq!(integer(&shop, "SELECT sum(allocated) FROM stock_level", vec![]).await, 0);
    let more = extras(&shop, order.id).await.expect("a read");
    for fulfilment in &more.fulfilments {
        let command =
            DeliverOrder { id: CommandId::new(Uuid::now_v7()), sender: clerk(), fulfilment_id: fulfilment.id };
        deliver_order(&shop, &command).await.expect("delivered");
        let again = DeliverOrder { id: CommandId::new(Uuid::now_v7()), ..command };
        assert_eq!(deliver_order(&shop, &again).await, Err(FulfilmentRefusal::AlreadyDelivered));
    }
    assert_eq!(status(&shop, order.id).await, OrderStatus::Delivered);
    let done = extras(&shop, order.id).await.expect("a read");
    assert_eq!(done.events.last().and_then(|event| event.principal.clone()), Some(clerk().principal.to_string()));
}

#[tokio::test]
async fn what_waits_for_its_payment_or_for_its_pieces_is_not_shipped() {
    let (shop, _) = with_order().await;
    let unpaid = order(GB, &[("BOOK", 1, 899)], 899 + 395);
    place(&shop, &unpaid).await.expect("an order");
    assert_eq!(ship_order(&shop, &parcel(unpaid.id, &[1])).await, Err(FulfilmentRefusal::NotOpen));
    let ahead = order(GB, &[("LAMP", 2, 4_500)], 9_000);
    place(&shop, &ahead).await.expect("sold ahead");
    shop.batch(&format!("UPDATE orders SET paid_at = {NOW}, hold_ends_at = NULL")).await.expect("paid");
    let refused = ship_order(&shop, &parcel(ahead.id, &[1])).await;
    assert!(matches!(&refused, Err(FulfilmentRefusal::NotOnHand(lines)) if lines[0].on_hand == 0), "{refused:?}");
    for lines in [&[][..], &[7], &[1, 1]] {
        assert_eq!(ship_order(&shop, &parcel(ahead.id, lines)).await, Err(FulfilmentRefusal::BadLines), "{lines:?}");
    }
}

#[tokio::test]
async fn orders_are_found_by_number_by_mail_and_by_queue() {
    let (shop, order) = with_order().await;
    let number = OrderNumber::of(order.id);
    for search in [number.as_str(), &number.as_str()[..7], &number.as_str()[3..7].to_lowercase(), &order.email] {
        assert_eq!(queued(&shop, OrderQueue::All, search).await, 1, "{search}");
    }
    for search in ["OP-NONE-NONE", "nobody@example.com", "%"] {
        let found = queued(&shop, OrderQueue::All, search).await;
        assert_eq!(found, usize::from(search == "%"), "{search}: a text without a number begins every number");
    }
    assert_eq!((queued(&shop, OrderQueue::ToPay, "").await, queued(&shop, OrderQueue::OnItsWay, "").await), (0, 0));
    let waiting = dashboard::queues(&shop).await.expect("a read");
    assert_eq!(
        (waiting.to_pick, waiting.to_pay, waiting.low),
        (Count::Exactly(1), Count::Exactly(0), Count::Exactly(1))
    );
    let sold = dashboard::sales(&shop, NOW - NOW % 86_400).await.expect("a read");
    assert_eq!((sold.len(), sold[0].market_code.as_str(), sold[0].day, sold[0].orders), (1, "gb", 0, 1));
}

#[tokio::test]
async fn a_note_is_kept_for_staff_and_the_log_says_who_did_what() {
    let (shop, order) = with_order().await;
    let text = "Called: leave it at the door".to_owned();
    let command = AddOrderNote { id: CommandId::new(Uuid::now_v7()), sender: clerk(), order_id: order.id, text };
    add_order_note(&shop, &command).await.expect("a note");
    let more = extras(&shop, order.id).await.expect("a read");
    assert_eq!(more.notes[0].text, "Called: leave it at the door");
    let about = AuditQuery { subject: Some(format!("order:{}", OrderNumber::of(order.id))), ..AuditQuery::default() };
    let entries = list(&shop, &about).await.expect("a read").rows;
    assert_eq!(
        entries.iter().map(|entry| entry.command.as_str()).collect::<Vec<_>>(),
        ["add_order_note", "place_order"]
    );
    assert!(!entries[0].detail.contains("door"), "logs hold no text of a note");
    let by = AuditQuery { staff: Some(clerk().principal.to_string()), ..AuditQuery::default() };
    assert_eq!(list(&shop, &by).await.expect("a read").rows.len(), 1);
    assert_eq!(list(&shop, &AuditQuery::default()).await.expect("a read").rows.len(), 2);
}
