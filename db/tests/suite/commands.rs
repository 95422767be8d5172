//! What every command begins with: its id, its digest, its clock, its permission; and what it leaves in the logs.

use outpost_db::command::Sender;
use outpost_db::order::{PlaceOrderError, place, release_expired_holds};
use outpost_db::sql::{Sql, SqlError};
use outpost_db::testing::set_clock;
use outpost_domain::ids::CommandId;
use outpost_domain::principal::Principal;
use outpost_domain::samples::GB;
use uuid::Uuid;

use super::fixture::{NOW, integer, order, shop, visitor};

#[tokio::test]
async fn a_command_leaves_who_did_what_and_nothing_personal() {
    let shop = shop().await;
    let mut order = order(GB, &[("BOOK", 1, 899)], 1_294);
    order.sender.sent_at = NOW - 299;
    place(&shop, &order).await.expect("an order");
    let rows = shop.query("SELECT * FROM audit", Vec::new()).await.expect("the log");
    let mut entry = rows.into_first().expect("an entry");
    assert_eq!(entry.text("principal").as_deref(), Ok("visitor:anonymous"));
    assert_eq!(entry.text("request_id").as_deref(), Ok("request-1"));
    assert_eq!(entry.text("command_id"), Ok(order.id.to_string()));
    assert_eq!(entry.integer("happened_at"), Ok(NOW), "by the primary's clock");
    let detail = entry.text("detail").expect("JSON");
    assert_eq!(detail, r#"{"market":"gb","payment_method":"card","total_minor":1294}"#);
    assert_eq!(integer(&shop, "SELECT placed_at FROM orders", vec![]).await, NOW);
    assert_eq!(integer(&shop, "SELECT hold_ends_at FROM orders", vec![]).await, NOW + 1_800);
}

#[tokio::test]
async fn one_regions_wrong_clock_ends_no_order() {
    let shop = shop().await;
    place(&shop, &order(GB, &[("BOOK", 1, 899)], 1_294)).await.expect("an order");
    let mut ahead = order(GB, &[("BOOK", 1, 899)], 1_294);
    ahead.sender.sent_at = NOW + 86_400;
    let refused = place(&shop, &ahead).await;
    assert!(matches!(refused, Err(PlaceOrderError::Sql(SqlError::Unreachable(_)))), "{refused:?}");
    let job = Sender { principal: Principal::Job("release-expired-holds"), ..visitor(NOW + 86_400) };
    release_expired_holds(&shop, CommandId::new(Uuid::now_v7()), &job).await.expect("nothing to release");
    assert_eq!(integer(&shop, "SELECT count(*) FROM orders WHERE hold_ends_at IS NOT NULL", vec![]).await, 1);
}

#[tokio::test]
async fn a_clock_that_differs_by_more_than_five_minutes_is_refused_and_nothing_is_kept() {
    let shop = shop().await;
    for (seconds, placed) in [(-300, 1), (300, 2), (-301, 2), (301, 2)] {
        let mut order = order(GB, &[("BOOK", 1, 899)], 1_294);
        order.sender.sent_at = NOW + seconds;
        let answer = place(&shop, &order).await;
        assert_eq!(answer.is_ok(), seconds.abs() <= 300, "{seconds}: {answer:?}");
        assert_eq!(integer(&shop, "SELECT count(*) FROM command_log", vec![]).await, placed, "{seconds}");
    }
}

#[tokio::test]
async fn a_visitor_releases_no_holds_and_a_job_places_no_order() {
    let shop = shop().await;
    let mut placed_by_job = order(GB, &[("BOOK", 1, 899)], 1_294);
    placed_by_job.sender.principal = Principal::Job("release-expired-holds");
    assert!(matches!(place(&shop, &placed_by_job).await, Err(PlaceOrderError::Sql(SqlError::Statement(_)))));
    place(&shop, &order(GB, &[("BOOK", 1, 899)], 1_294)).await.expect("an order");
    set_clock(&shop, NOW + 1_800).await.expect("a clock");
    let released = release_expired_holds(&shop, CommandId::new(Uuid::now_v7()), &visitor(NOW + 1_800)).await;
    assert!(matches!(released, Err(SqlError::Statement(_))), "{released:?}");
    assert_eq!(integer(&shop, "SELECT count(*) FROM command_log", vec![]).await, 1);
}

#[tokio::test]
async fn the_logs_are_append_only() {
    let shop = shop().await;
    place(&shop, &order(GB, &[("BOOK", 1, 899)], 1_294)).await.expect("an order");
    for change in [
        "UPDATE audit SET principal = 'x'",
        "DELETE FROM audit",
        "UPDATE stock_movement SET quantity = 1",
        "DELETE FROM stock_movement",
        "DELETE FROM stock_allocation",
        "DELETE FROM orders",
        "UPDATE stock_level SET allocated = 1000",
    ] {
        assert!(shop.batch(change).await.is_err(), "{change}");
    }
}
