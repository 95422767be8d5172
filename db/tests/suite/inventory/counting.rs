//! Stock-takes book differences once, and what moves meanwhile does not spoil them.

use outpost_db::inventory::{
    ApproveStockTake, CountedLine, InventoryRefusal, LineNow, OpenStockTake, RecordStockTake, adjust_stock,
    approve_stock_take, open_stock_take, record_stock_take, stock_take, stock_takes,
};
use outpost_db::native::Database;
use outpost_db::order::place;
use outpost_domain::ids::StockTakeId;
use outpost_domain::samples::{EN, GB};
use uuid::Uuid;

use super::super::fixture::order;
use super::{BOB, adjustment, assert_sound, by, id, location, on_hand, sender, shop, sku};

async fn opened(shop: &Database) -> StockTakeId {
    let id = StockTakeId::new(Uuid::now_v7());
    let command = OpenStockTake { id, sender: sender(), name: "Yearly".to_owned(), location: location("lon") };
    open_stock_take(shop, &command).await.expect("opened");
    id
}

fn counted(of: StockTakeId, lines: &[(&str, i64, Option<i64>)]) -> RecordStockTake {
    let line = |&(of, counted, seen): &(&str, i64, Option<i64>)| CountedLine { sku: sku(of), counted, seen };
    RecordStockTake { id: id(), sender: sender(), stock_take_id: of, lines: lines.iter().map(line).collect() }
}

fn approval(of: StockTakeId, version: i64) -> ApproveStockTake {
    ApproveStockTake { id: id(), sender: sender(), stock_take_id: of, version }
}

#[tokio::test]
async fn differences_are_booked_on_top_of_what_moved_after_the_count() {
    let shop = shop().await;
    let take = opened(&shop).await;
    record_stock_take(&shop, &counted(take, &[("BOOK", 88, None), ("MUG-RED", 6, None)])).await.expect("two missing");
    adjust_stock(&shop, &adjustment("BOOK", "lon", 90, 95)).await.expect("five came in after the count");
    approve_stock_take(&shop, &approval(take, 1)).await.expect("approved");
    assert_eq!(on_hand(&shop, "BOOK").await, [93, 0]);
    let again = approve_stock_take(&shop, &approval(take, 1)).await;
    assert_eq!(again, Err(InventoryRefusal::Closed));
    let late = record_stock_take(&shop, &counted(take, &[("BOOK", 1, Some(88))])).await;
    assert_eq!(late, Err(InventoryRefusal::Closed));
    let listed = stock_takes(&shop, None).await.expect("a read");
    assert_eq!((listed.rows[0].counts, listed.rows[0].differences), (2, 1));
    assert_sound(&shop).await;
}

#[tokio::test]
async fn two_people_who_count_the_same_are_told_of_each_other() {
    let shop = shop().await;
    let take = opened(&shop).await;
    record_stock_take(&shop, &counted(take, &[("BOOK", 88, None)])).await.expect("the first count");
    let second = RecordStockTake { sender: by(BOB), ..counted(take, &[("BOOK", 89, None)]) };
    let refused = record_stock_take(&shop, &second).await;
    assert_eq!(refused, Err(InventoryRefusal::StaleLines(vec![LineNow { sku: sku("BOOK"), now: 88 }])));
    record_stock_take(&shop, &counted(take, &[("BOOK", 90, None)])).await.expect("one's own second count");
    let stored = stock_take(&shop, take, EN).await.expect("a read").expect("the stock-take");
    assert_eq!((stored.version, stored.counts.len(), stored.counts[0].counted), (2, 1, 90));
    let stale = approve_stock_take(&shop, &approval(take, 1)).await;
    assert_eq!(stale, Err(InventoryRefusal::StaleVersion(2)));
}

#[tokio::test]
async fn a_count_below_what_is_promised_names_the_orders_pieces() {
    let shop = shop().await;
    place(&shop, &order(GB, &[("MUG-BLUE", 2, 1_299)], 2 * 1_299 + 395)).await.expect("two of three");
    let take = opened(&shop).await;
    record_stock_take(&shop, &counted(take, &[("MUG-BLUE", 1, None)])).await.expect("one was found");
    let refused = approve_stock_take(&shop, &approval(take, 1)).await;
    assert!(matches!(&refused, Err(InventoryRefusal::Promised(lines)) if lines[0].least == 2), "{refused:?}");
    assert_eq!(on_hand(&shop, "MUG-BLUE").await, [3, 0]);
}
