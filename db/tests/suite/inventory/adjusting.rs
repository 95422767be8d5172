//! Levels are set right by whoever saw what they are now, and never below what is promised.

use outpost_db::command::CommandRefusal;
use outpost_db::inventory::{
    AdjustStock, InventoryRefusal, LevelNow, PromisedLine, SetStockLimits, adjust_stock, ledger, set_stock_limits,
};
use outpost_db::order::place;
use outpost_domain::samples::GB;
use outpost_domain::stock::StockState;

use super::super::fixture::{integer, order, visitor};
use super::{adjustment, assert_sound, id, location, on_hand, sender, shop, sku, stock};
use crate::fixture::NOW;

fn limits(of: &str, seen: (i64, i64), safety_stock: i64, backorder_limit: i64) -> SetStockLimits {
    let (sku, location) = (sku(of), location("lon"));
    SetStockLimits { id: id(), sender: sender(), sku, location, seen, safety_stock, backorder_limit }
}

#[tokio::test]
async fn an_adjustment_stands_in_the_ledger_with_who_and_why() {
    let shop = shop().await;
    let command = AdjustStock { reason: "damaged".parse().expect("a reason"), ..adjustment("MUG-BLUE", "lon", 3, 1) };
    for _ in 0..2 {
        adjust_stock(&shop, &command).await.expect("the first adjusts, the second finds it");
    }
    assert_eq!(on_hand(&shop, "MUG-BLUE").await, [1, 0]);
    let movements = ledger(&shop, &sku("MUG-BLUE"), None).await.expect("a read");
    let last = &movements.rows[0];
    assert_eq!(
        (last.quantity, last.on_hand, last.reason.as_str(), last.note.as_str()),
        (-2, 1, "damaged", "back room")
    );
    assert_eq!((last.principal.clone(), last.moved_at), (sender().principal.to_string(), NOW));
    assert_eq!((movements.rows.len(), movements.has_more), (2, false));
    assert_sound(&shop).await;
}

#[tokio::test]
async fn a_level_that_changed_meanwhile_is_told_and_not_overwritten() {
    let shop = shop().await;
    adjust_stock(&shop, &adjustment("MUG-RED", "lon", 6, 4)).await.expect("the first editor");
    let refused = adjust_stock(&shop, &adjustment("MUG-RED", "lon", 6, 9)).await;
    let now = LevelNow { on_hand: 4, allocated: 0, safety_stock: 0, backorder_limit: 0 };
    assert_eq!(refused, Err(InventoryRefusal::StaleLevel(now)));
    assert_eq!(on_hand(&shop, "MUG-RED").await, [4, 6]);
}

#[tokio::test]
async fn a_location_that_never_had_a_variant_gets_its_first_pieces() {
    let shop = shop().await;
    adjust_stock(&shop, &adjustment("BOOK", "ham", 0, 12)).await.expect("twelve books");
    assert_eq!(on_hand(&shop, "BOOK").await, [90, 12]);
    assert_sound(&shop).await;
}

#[tokio::test]
async fn what_is_promised_to_orders_stays() {
    let shop = shop().await;
    place(&shop, &order(GB, &[("MUG-BLUE", 2, 1_299)], 2 * 1_299 + 395)).await.expect("two of three");
    let refused = adjust_stock(&shop, &adjustment("MUG-BLUE", "lon", 3, 1)).await;
    let line = PromisedLine { sku: sku("MUG-BLUE"), on_hand: 3, allocated: 2, least: 2 };
    assert_eq!(refused, Err(InventoryRefusal::Promised(vec![line])));
    let refused = set_stock_limits(&shop, &limits("MUG-BLUE", (0, 0), 2, 0)).await;
    assert!(matches!(refused, Err(InventoryRefusal::Promised(_))), "{refused:?}");
    adjust_stock(&shop, &adjustment("MUG-BLUE", "lon", 3, 2)).await.expect("the third was lost");
    assert_eq!(stock(&shop, "MUG-BLUE").await.state, StockState::Out);
}

#[tokio::test]
async fn limits_change_what_is_for_sale_and_are_refused_when_stale() {
    let shop = shop().await;
    set_stock_limits(&shop, &limits("MUG-BLUE", (0, 0), 3, 0)).await.expect("nothing is sold");
    assert_eq!(stock(&shop, "MUG-BLUE").await.state, StockState::Out);
    let refused = set_stock_limits(&shop, &limits("MUG-BLUE", (0, 0), 1, 0)).await;
    assert!(matches!(refused, Err(InventoryRefusal::StaleLevel(now)) if now.safety_stock == 3), "{refused:?}");
    set_stock_limits(&shop, &limits("MUG-BLUE", (3, 0), 3, 5)).await.expect("five ahead");
    assert_eq!(stock(&shop, "MUG-BLUE").await.state, StockState::Backorder);
    assert_sound(&shop).await;
}

#[tokio::test]
async fn unknown_variants_locations_and_reasons_are_refused_and_nothing_is_kept() {
    let shop = shop().await;
    for (command, refusal) in [
        (adjustment("NO-SUCH", "lon", 0, 1), InventoryRefusal::NotFound),
        (adjustment("BOOK", "mars", 0, 1), InventoryRefusal::NotFound),
        (
            AdjustStock { reason: "shipment".parse().expect("a reason"), ..adjustment("BOOK", "lon", 90, 1) },
            InventoryRefusal::UnknownReason,
        ),
    ] {
        assert_eq!(adjust_stock(&shop, &command).await, Err(refusal));
    }
    assert_eq!(integer(&shop, "SELECT count(*) FROM command_log", vec![]).await, 0);
}

#[tokio::test]
async fn visitors_and_staff_whose_session_ended_adjust_nothing() {
    let shop = shop().await;
    let command = AdjustStock { sender: visitor(NOW), ..adjustment("BOOK", "lon", 90, 1) };
    assert_eq!(adjust_stock(&shop, &command).await, Err(InventoryRefusal::Command(CommandRefusal::Forbidden)));
    shop.batch("UPDATE session SET ended_at = 1").await.expect("an end");
    let refused = adjust_stock(&shop, &adjustment("BOOK", "lon", 90, 1)).await;
    assert_eq!(refused, Err(InventoryRefusal::Command(CommandRefusal::SessionEnded)));
}
