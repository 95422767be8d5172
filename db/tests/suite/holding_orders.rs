//! The hold on an order's stock: more time to pay, three times at the most.

use outpost_db::order::{ExtendHold, HoldRefusal, extend_hold, place};
use outpost_db::testing::set_clock;
use outpost_domain::ids::CommandId;
use outpost_domain::samples::GB;
use uuid::Uuid;

use super::fixture::{NOW, integer, order, shop, visitor};

#[tokio::test]
async fn a_hold_is_extended_three_times_and_not_after_it_ran_out() {
    let shop = shop().await;
    let order = order(GB, &[("BOOK", 1, 899)], 1_294);
    place(&shop, &order).await.expect("an order");
    let hold = |now, hold_seconds| ExtendHold {
        id: CommandId::new(Uuid::now_v7()),
        sender: visitor(now),
        order_id: order.id,
        hold_seconds,
    };
    for minute in 1..=3 {
        extend_hold(&shop, &hold(NOW, 1_800 + minute * 60)).await.expect("more time");
        let ends = integer(&shop, "SELECT hold_ends_at FROM orders", vec![]).await;
        assert_eq!(ends, NOW + 1_800 + minute * 60);
    }
    assert_eq!(extend_hold(&shop, &hold(NOW, 9_000)).await, Err(HoldRefusal::HoldLimit));
    set_clock(&shop, NOW + 9_000).await.expect("a clock");
    assert_eq!(extend_hold(&shop, &hold(NOW + 9_000, 900)).await, Err(HoldRefusal::HoldExpired));
}
