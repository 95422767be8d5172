//! An order that nobody has paid can be cancelled, once, and gives its stock back.

use outpost_db::command::Sender;
use outpost_db::native::Database;
use outpost_db::order::{CancelOrder, CancelRefusal, PlaceOrder, by_number, cancel, place};
use outpost_db::payment::{CreatePayment, CreatePaymentRefusal, create};
use outpost_db::sql::{Sql, SqlError};
use outpost_domain::ids::{CommandId, OrderId, PaymentId};
use outpost_domain::order::{OrderNumber, OrderStatus};
use outpost_domain::payment::PaymentMethod;
use outpost_domain::principal::Principal;
use outpost_domain::samples::GB;
use uuid::Uuid;

use super::fixture::{NOW, integer, order, pay, shop, visitor};

const HELD: &str = "SELECT sum(allocated) FROM stock_level";

async fn placed(method: &str) -> (Database, PlaceOrder) {
    let shop = shop().await;
    let lines = [("BOOK", 2, 899), ("MUG-BLUE", 1, 1_299)];
    let order = PlaceOrder { payment_method_code: method.to_owned(), ..order(GB, &lines, 2 * 899 + 1_299 + 395) };
    place(&shop, &order).await.expect("an order");
    (shop, order)
}

fn cancellation(order_id: OrderId) -> CancelOrder {
    CancelOrder { id: CommandId::new(Uuid::now_v7()), sender: visitor(NOW), order_id }
}

#[tokio::test]
async fn a_cancelled_order_gives_its_stock_back_and_says_so_everywhere() {
    for method in ["card", "transfer"] {
        let (shop, order) = placed(method).await;
        assert_eq!(integer(&shop, HELD, vec![]).await, 3);
        let command = cancellation(order.id);
        cancel(&shop, &command).await.expect("cancelled");
        assert_eq!(integer(&shop, HELD, vec![]).await, 0);
        let stored = by_number(&shop, &OrderNumber::of(order.id)).await.expect("a read").expect("the order");
        assert_eq!((stored.status(NOW), stored.figures.hold_ends_at), (OrderStatus::Cancelled, None));
        let kinds: Vec<_> = stored.events.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds, ["placed", "cancelled"]);
        let rows = shop.query("SELECT topic, payload FROM outbox ORDER BY id DESC", vec![]).await.expect("the outbox");
        let mut sent = rows.into_first().expect("a row");
        assert_eq!(sent.text("topic").as_deref(), Ok("order.cancelled"));
        assert_eq!(sent.text("payload"), Ok(format!(r#"{{"order":"{}"}}"#, order.id)));
        let rows = shop.query("SELECT * FROM audit ORDER BY id DESC", vec![]).await.expect("the log");
        let mut entry = rows.into_first().expect("an entry");
        assert_eq!(entry.text("command").as_deref(), Ok("cancel_order"));
        assert_eq!(entry.text("command_id"), Ok(command.id.to_string()));
        assert_eq!(entry.text("principal").as_deref(), Ok("visitor:anonymous"));
        assert_eq!(entry.text("subject"), Ok(format!("order:{}", stored.number)));
    }
}

#[tokio::test]
async fn an_order_is_cancelled_once() {
    let (shop, order) = placed("transfer").await;
    let command = cancellation(order.id);
    for _ in 0..2 {
        cancel(&shop, &command).await.expect("the first cancels it, the second finds that");
    }
    let again = cancel(&shop, &cancellation(order.id)).await;
    assert_eq!(again, Err(CancelRefusal::OrderStatus(OrderStatus::Cancelled)));
    assert_eq!(integer(&shop, "SELECT count(*) FROM order_event WHERE kind = 'cancelled'", vec![]).await, 1);
    assert_eq!(integer(&shop, "SELECT count(*) FROM audit WHERE command = 'cancel_order'", vec![]).await, 1);
    assert_eq!(integer(&shop, HELD, vec![]).await, 0);
}

#[tokio::test]
async fn a_paid_order_and_an_unknown_one_are_not_cancelled() {
    let (shop, order) = placed("card").await;
    pay(&shop, &order).await;
    let refused = cancel(&shop, &cancellation(order.id)).await;
    assert_eq!(refused, Err(CancelRefusal::OrderStatus(OrderStatus::Paid)));
    assert_eq!(integer(&shop, HELD, vec![]).await, 3);
    let unknown = cancel(&shop, &cancellation(OrderId::new(Uuid::now_v7()))).await;
    assert_eq!(unknown, Err(CancelRefusal::UnknownOrder));
    assert_eq!(integer(&shop, "SELECT count(*) FROM audit WHERE command = 'cancel_order'", vec![]).await, 0);
}

#[tokio::test]
async fn another_wish_under_the_same_id_is_refused() {
    let (shop, first) = placed("card").await;
    let second = order(GB, &[("BOOK", 1, 899)], 1_294);
    place(&shop, &second).await.expect("an order");
    let command = cancellation(first.id);
    cancel(&shop, &command).await.expect("cancelled");
    let other = CancelOrder { order_id: second.id, ..command.clone() };
    assert_eq!(cancel(&shop, &other).await, Err(CancelRefusal::RepeatedOtherwise));
    assert_eq!(integer(&shop, HELD, vec![]).await, 1);
    // Neither its time nor its request make it another wish.
    let later = Sender { request_id: "request-2".to_owned(), ..visitor(NOW + 9_000) };
    cancel(&shop, &CancelOrder { sender: later, ..command }).await.expect("the same wish, sent again");
}

#[tokio::test]
async fn a_cancelled_order_is_not_paid_and_a_job_cancels_none() {
    let (shop, order) = placed("card").await;
    let job = Sender { principal: Principal::Job("release-expired-holds"), ..visitor(NOW) };
    let refused = cancel(&shop, &CancelOrder { sender: job, ..cancellation(order.id) }).await;
    assert!(matches!(refused, Err(CancelRefusal::Sql(SqlError::Statement(_)))), "{refused:?}");
    cancel(&shop, &cancellation(order.id)).await.expect("cancelled");
    let payment = CreatePayment {
        id: PaymentId::new(Uuid::now_v7()),
        sender: visitor(NOW),
        order_id: order.id,
        method: PaymentMethod::Card,
        amount: order.total,
    };
    assert_eq!(create(&shop, &payment).await, Err(CreatePaymentRefusal::OrderOver));
}
