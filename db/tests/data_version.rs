//! The data version moves with what pages show, and with nothing else.

mod common;

use std::collections::BTreeSet;

use common::{integer, order, shop};
use outpost_db::native::Database;
use outpost_db::order::{PlaceOrder, place};
use outpost_db::sql::Sql;
use outpost_db::version;
use outpost_domain::market::Market;

/// Tables that no catalogue page shows anything of.
const UNSEEN: [&str; 15] = [
    "audit",
    "catalogue_version",
    "command_log",
    "currency",
    "locale",
    "location",
    "migration",
    "order_address",
    "order_event",
    "order_line",
    "orders",
    "outbox",
    "payment",
    "stock_allocation",
    "stock_movement",
];

async fn moves(shop: &Database, change: &str) -> bool {
    let before = version::read(shop).await.expect("a version");
    shop.batch(change).await.expect(change);
    before != version::read(shop).await.expect("a version")
}

async fn ordering_moves(shop: &Database, order: &PlaceOrder) -> bool {
    let before = version::read(shop).await.expect("a version");
    place(shop, order).await.expect("an order");
    before != version::read(shop).await.expect("a version")
}

async fn names(shop: &Database, statement: &str) -> BTreeSet<String> {
    let rows = shop.query(statement, Vec::new()).await.expect(statement);
    rows.into_iter().map(|mut row| row.text(0).expect("a name")).collect()
}

#[tokio::test]
async fn every_table_moves_the_version_or_is_known_to_be_unseen() {
    let shop = shop().await;
    let tables = names(
        &shop,
        "SELECT name FROM pragma_table_list \
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search\\___' ESCAPE '\\'",
    )
    .await;
    let triggers = names(&shop, "SELECT name FROM sqlite_schema WHERE type = 'trigger'").await;
    for table in tables.iter().filter(|table| !UNSEEN.contains(&table.as_str())) {
        for event in ["insert", "update", "delete"] {
            let trigger = format!("{table}_{event}_moves_catalogue");
            assert!(triggers.contains(&trigger), "do pages show {table}? then there must be a trigger {trigger}");
        }
    }
}

#[tokio::test]
async fn whatever_a_page_shows_moves_the_version() {
    let shop = shop().await;
    for change in [
        "UPDATE product SET state = 'archived' WHERE id = 2",
        "UPDATE product_text SET title = 'Cup' WHERE product_id = 1",
        "UPDATE price SET amount_minor = 1 WHERE variant_id = 1",
        "DELETE FROM price WHERE variant_id = 4",
        "INSERT INTO category_text VALUES (1, 'en', 'Things', '')",
        "UPDATE brand SET name = 'Home'",
        "UPDATE vendor SET name = 'Home'",
        "UPDATE attribute_value_text SET name = 'Crimson' WHERE value_id = 1",
        "UPDATE shipping_rate SET amount_minor = amount_minor + 1",
        "UPDATE market SET tax_inclusive = 0",
        "INSERT INTO category_facet VALUES (1, 'gb', 'all', '', 3)",
        "UPDATE variant SET backorder_at = 1900000000 WHERE id = 4",
        "UPDATE stock_level SET safety_stock = 90 WHERE variant_id = 3",
        "INSERT INTO stock_level (variant_id, location_id) VALUES (3, 2)",
        "DELETE FROM product_media WHERE product_id = 3",
    ] {
        assert!(moves(&shop, change).await, "{change}");
    }
    for change in [
        "INSERT INTO stock_movement (variant_id, location_id, quantity, reason, command_id, moved_at) \
         VALUES (1, 1, 1, 'receipt', 'c', 0)",
        "UPDATE location SET name = 'Londinium'",
        "UPDATE stock_level SET on_hand = on_hand + 1 WHERE variant_id = 1 AND location_id = 1",
    ] {
        assert!(!moves(&shop, change).await, "{change}");
    }
}

#[tokio::test]
async fn an_order_of_plenty_moves_nothing_and_one_that_turns_a_badge_does() {
    let shop = shop().await;
    let books = |quantity: u32| {
        let goods = i64::from(quantity) * 899;
        order(Market::Gb, &[("BOOK", quantity, 899)], if goods >= 5_000 { goods } else { goods + 395 })
    };
    assert!(!ordering_moves(&shop, &books(3)).await, "87 of 90 are left");
    assert_eq!(integer(&shop, "SELECT stock_state = 'in' FROM product WHERE id = 2", vec![]).await, 1);
    let change = "UPDATE stock_level SET safety_stock = on_hand - allocated - 7 WHERE variant_id = 3";
    assert!(!moves(&shop, change).await, "7 are still plenty");
    assert!(!ordering_moves(&shop, &books(1)).await, "6 too");
    assert!(ordering_moves(&shop, &books(1)).await, "5 are few");
    assert!(ordering_moves(&shop, &books(1)).await, "the page says 4 instead of 5");
    assert!(ordering_moves(&shop, &books(4)).await, "none are left");
}

#[tokio::test]
async fn an_order_of_what_is_sold_ahead_moves_the_version_by_its_last_pieces() {
    let shop = shop().await;
    let change = "UPDATE stock_level SET backorder_limit = 20 WHERE variant_id = 4";
    assert!(moves(&shop, change).await, "4 could be ordered before");
    let lamps = |quantity: u32| order(Market::Gb, &[("LAMP", quantity, 4_500)], i64::from(quantity) * 4_500);
    assert!(!ordering_moves(&shop, &lamps(10)).await);
    assert!(ordering_moves(&shop, &lamps(5)).await, "5 are left to order");
}

#[tokio::test]
async fn a_card_that_counts_what_is_left_of_all_variants_moves_with_each() {
    let shop = shop().await;
    // Both colours are few, and red is sold ahead beyond what lies there: the card counts 3 pieces of blue less one.
    shop.batch("UPDATE stock_level SET safety_stock = on_hand, backorder_limit = 20 WHERE variant_id = 1")
        .await
        .expect("a change");
    assert_eq!(integer(&shop, "SELECT stock_state = 'low' FROM product WHERE id = 1", vec![]).await, 1);
    let red = order(Market::Gb, &[("MUG-RED", 1, 1_299)], 1_694);
    assert!(ordering_moves(&shop, &red).await);
}
