//! Versions move with what pages show, scope by scope, and are never met again with other content.

use outpost_db::command::Sender;
use outpost_db::native::Database;
use outpost_db::order::{PlaceOrder, place};
use outpost_db::version::{self, Scope, Versions};
use outpost_db::{projection, testing};
use outpost_domain::ids::CommandId;
use outpost_domain::samples::{GB, JP};
use uuid::Uuid;

use super::fixture::{NOW, integer, order, shop};

/// Changes whenever any scope moves, or the whole catalogue.
async fn all(shop: &Database) -> i64 {
    let sum = "SELECT tag + (SELECT coalesce(sum(version), 0) FROM scope_version) FROM catalogue_version";
    integer(shop, sum, vec![]).await
}

async fn moves(shop: &Database, change: &str) -> bool {
    let before = all(shop).await;
    shop.batch(change).await.expect(change);
    before != all(shop).await
}

async fn ordering_moves(shop: &Database, order: &PlaceOrder) -> bool {
    let before = all(shop).await;
    place(shop, order).await.expect("an order");
    before != all(shop).await
}

async fn catch_up(shop: &Database) {
    let now = integer(shop, "SELECT now FROM clock", vec![]).await;
    let sender = Sender::job("project-catalogue", "request-1", now);
    projection::catch_up(shop, &sender, &mut || CommandId::new(Uuid::now_v7())).await.expect("projections");
}

const SCOPES: [Scope; 7] = [
    Scope::Product(1),
    Scope::Product(2),
    Scope::Category(1),
    Scope::Search(GB.code),
    Scope::Search(JP.code),
    Scope::Listed(GB.code),
    Scope::Shell(GB.code),
];

/// The scopes that moved between two moments.
fn moved(before: &Versions, after: &Versions) -> Vec<Scope> {
    SCOPES.into_iter().filter(|&scope| !after.has(&before.of([scope]))).collect()
}

#[tokio::test]
async fn an_edit_moves_the_scopes_of_its_product_alone() {
    let shop = shop().await;
    catch_up(&shop).await;
    let read = async || version::read_scopes(&shop, SCOPES).await.expect("versions");
    for (number, change, at_once, projected) in [
        (1, "UPDATE price SET amount_minor = 1399 WHERE variant_id = 1", vec![Scope::Product(1)], 5),
        (2, "UPDATE product_text SET summary = 'New' WHERE product_id = 1", vec![Scope::Product(1)], 4),
        (3, "DELETE FROM price WHERE variant_id IN (1, 2) AND market_code = 'gb'", vec![Scope::Product(1)], 5),
    ] {
        testing::set_clock(&shop, NOW + number).await.expect("a clock");
        let before = read().await;
        shop.batch(change).await.expect(change);
        assert_eq!(moved(&before, &read().await), at_once, "{change}");
        catch_up(&shop).await;
        let after = moved(&before, &read().await);
        let listings = [Scope::Category(1), Scope::Search(GB.code), Scope::Search(JP.code)];
        assert!(listings.iter().all(|scope| after.contains(scope)), "{change}: {after:?}");
        assert!(!after.contains(&Scope::Product(2)) && !after.contains(&Scope::Shell(GB.code)), "{change}: {after:?}");
        assert_eq!(after.contains(&Scope::Listed(GB.code)), number == 3, "{change}: {after:?}");
        assert!(after.len() <= projected, "{change}: {after:?}");
    }
    let before = read().await;
    shop.batch("INSERT INTO category_text VALUES (1, 'en', 'Things', '')").await.expect("a name");
    assert_eq!(moved(&before, &read().await), SCOPES, "any page may show the name of a category");
}

#[tokio::test]
async fn listings_and_searches_move_at_most_once_a_second() {
    let shop = shop().await;
    catch_up(&shop).await;
    testing::set_clock(&shop, NOW + 1).await.expect("a clock");
    let listing = async || integer(&shop, "SELECT version FROM scope_version WHERE scope = 'category:1'", vec![]).await;
    let before = listing().await;
    for price in 0..5 {
        let change = format!("UPDATE price SET amount_minor = {} WHERE variant_id = 3", 1_000 + price);
        shop.batch(&change).await.expect("a price");
        catch_up(&shop).await;
        assert_eq!(listing().await, before + 1, "edit {price}");
    }
    assert!(!projection::has_pending(&shop).await.expect("an answer"), "nothing to do within this second");
    testing::set_clock(&shop, NOW + 2).await.expect("a clock");
    assert!(projection::has_pending(&shop).await.expect("an answer"));
    catch_up(&shop).await;
    assert_eq!(listing().await, before + 2);
    assert!(!projection::has_pending(&shop).await.expect("an answer"));
}

#[tokio::test]
async fn stock_that_pages_show_moves_the_version_and_plenty_of_it_does_not() {
    let shop = shop().await;
    for change in [
        "UPDATE stock_level SET safety_stock = 90 WHERE variant_id = 3",
        "UPDATE stock_level SET backorder_limit = 5 WHERE variant_id = 4",
        "INSERT INTO stock_movement (variant_id, location_id, quantity, reason, command_id, moved_at)
         VALUES (2, 1, 1, 'receipt', 'c', 0)",
    ] {
        assert!(moves(&shop, change).await, "{change}");
    }
    for change in [
        "INSERT INTO stock_movement (variant_id, location_id, quantity, reason, command_id, moved_at)
         VALUES (1, 1, 1, 'receipt', 'c', 0)",
        "UPDATE stock_level SET on_hand = on_hand + 1 WHERE variant_id = 1 AND location_id = 1",
    ] {
        assert!(!moves(&shop, change).await, "{change}");
    }
}

#[tokio::test]
async fn an_order_of_plenty_moves_nothing_and_one_that_turns_a_badge_does() {
    let shop = shop().await;
    let books = |quantity: u32| {
        let subtotal = i64::from(quantity) * 899;
        order(GB, &[("BOOK", quantity, 899)], if subtotal >= 5_000 { subtotal } else { subtotal + 395 })
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
    let lamps = |quantity: u32| order(GB, &[("LAMP", quantity, 4_500)], i64::from(quantity) * 4_500);
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
    let red = order(GB, &[("MUG-RED", 1, 1_299)], 1_694);
    assert!(ordering_moves(&shop, &red).await);
}

#[tokio::test]
async fn a_new_epoch_makes_every_earlier_version_unknown() {
    let shop = shop().await;
    let mut seen = vec![version::read(&shop).await.expect("a version")];
    for _ in 0..20 {
        version::renew_epoch(&shop).await.expect("another epoch");
        // As after a restore: the version is an old one again.
        shop.batch("UPDATE catalogue_version SET version = 1").await.expect("an old version");
        let tag = version::read(&shop).await.expect("a version");
        assert!(tag > 0 && !seen.contains(&tag), "{tag} in {seen:?}");
        seen.push(tag);
        version::bump(&shop).await.expect("another version");
        seen.push(version::read(&shop).await.expect("a version"));
    }
}

#[tokio::test]
async fn databases_made_apart_have_epochs_of_their_own() {
    let tags = [version::read(&shop().await).await, version::read(&shop().await).await];
    assert_ne!(tags[0], tags[1]);
}

#[tokio::test]
async fn a_new_catalogue_is_a_new_version() {
    let database = Database::memory().await.expect("an in-memory database");
    outpost_db::migrate::apply(&database).await.expect("the migrations");
    let before = version::read(&database).await.expect("a version");
    outpost_seed::load(&database, 10).await.expect("a catalogue");
    assert_ne!(version::read(&database).await.expect("a version"), before);
}
