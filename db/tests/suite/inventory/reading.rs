//! The list of stock: found by SKU and by title, filtered by badge, paged and counted.

use outpost_db::inventory::{InventoryQuery, choices, count, list};
use outpost_db::list::Count;
use outpost_db::sql::Sql;
use outpost_domain::samples::EN;
use outpost_domain::stock::StockState;

use super::{adjustment, shop, sku};
use outpost_db::inventory::{adjust_stock, ledger};

async fn found(shop: &dyn Sql, query: InventoryQuery) -> Vec<String> {
    let page = list(shop, &query, EN).await.expect("a read");
    let rows: Vec<String> = page.rows.iter().map(|row| row.sku.to_string()).collect();
    if query.after.is_none() {
        assert_eq!(count(shop, &query, EN).await, Ok(Count::Exactly(rows.len())), "{query:?}");
    }
    rows
}

#[tokio::test]
async fn variants_are_found_by_sku_by_title_and_by_badge() {
    let shop = shop().await;
    shop.batch("INSERT INTO search_en (rowid, title) VALUES (2, 'book'), (3, 'lamp')").await.expect("an index");
    let search = |text: &str| InventoryQuery { search: text.to_owned(), ..InventoryQuery::default() };
    assert_eq!(found(&shop, search("")).await, ["BOOK", "LAMP", "MUG-BLUE", "MUG-RED"]);
    assert_eq!(found(&shop, search("mug-")).await, ["MUG-BLUE", "MUG-RED"]);
    assert_eq!(found(&shop, search("lam")).await, ["LAMP"], "by SKU and title, once");
    assert_eq!(found(&shop, search("no such thing")).await, Vec::<String>::new());
    let low = InventoryQuery { state: Some(StockState::Low), ..InventoryQuery::default() };
    assert_eq!(found(&shop, low).await, ["MUG-BLUE"]);
    let after = InventoryQuery { after: Some(sku("LAMP")), ..InventoryQuery::default() };
    assert_eq!(found(&shop, after).await, ["MUG-BLUE", "MUG-RED"]);
}

#[tokio::test]
async fn a_row_shows_every_location_and_their_sums() {
    let shop = shop().await;
    let page = list(&shop, &InventoryQuery::default(), EN).await.expect("a read");
    let mug = page.rows.last().expect("a row");
    assert_eq!((mug.title.as_str(), mug.options.as_str(), mug.state), ("Mug", "Red", StockState::In));
    assert_eq!(mug.levels.iter().map(|level| level.name.as_str()).collect::<Vec<_>>(), ["London", "Hamburg"]);
    assert_eq!((mug.sum(|level| level.on_hand), mug.sum(|level| level.figures().available())), (12, 10));
}

#[tokio::test]
async fn a_long_ledger_is_read_page_by_page() {
    let shop = shop().await;
    for step in 0..60 {
        adjust_stock(&shop, &adjustment("BOOK", "lon", 90 - step, 89 - step)).await.expect("one less");
    }
    let first = ledger(&shop, &sku("BOOK"), None).await.expect("a read");
    assert_eq!((first.rows.len(), first.has_more, first.rows[0].on_hand), (50, true, 30));
    let rest = ledger(&shop, &sku("BOOK"), first.rows.last().map(|row| row.id)).await.expect("a read");
    assert_eq!((rest.rows.len(), rest.has_more), (11, false));
    assert_eq!(rest.rows.last().map(|row| (row.on_hand, row.reason.as_str())), Some((90, "initial")));
}

#[tokio::test]
async fn forms_offer_locations_and_the_reasons_that_staff_may_give() {
    let choices = choices(&shop().await).await.expect("a read");
    assert_eq!(
        choices.locations.iter().map(|location| location.name.as_str()).collect::<Vec<_>>(),
        ["London", "Hamburg"]
    );
    assert!(choices.reasons.iter().any(|reason| reason.as_str() == "damaged"));
    assert!(!choices.reasons.iter().any(|reason| reason.as_str() == "shipment"));
}
