//! The catalogue as a whole: repeatable, distinct, drawn small, and as skewed as a real shop's.

use std::collections::HashSet;

use outpost_db::migrate;
use outpost_db::native::Database;
use outpost_db::sql::{Sql, Value};
use outpost_seed::catalogue::Catalogue;
use outpost_seed::picture::BYTES_MAX;
use outpost_seed::product::Products;
use outpost_seed::{Loaded, OPENED_AT, SeedError, load};

async fn seeded(products: usize) -> Database {
    let database = Database::memory().await.expect("an in-memory database");
    migrate::apply(&database).await.expect("the migrations");
    assert_eq!(load(&database, products).await.expect("a catalogue"), Loaded::Made);
    database
}

/// Every row of every table that is not part of an index and tells no moment or chance, as one text a table.
async fn contents(database: &Database) -> Vec<(String, String)> {
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
        AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%\\_%' ESCAPE '\\' AND name NOT IN ('migration', 'definitions', 'catalogue_version') ORDER BY name";
    let mut contents = Vec::new();
    for mut row in database.query(tables, Vec::new()).await.expect("rows") {
        let table = row.text("name").expect("rows");
        let rows = database.query(&format!("SELECT * FROM {table}"), Vec::new()).await.expect("rows");
        contents.push((table, format!("{rows:?}")));
    }
    contents
}

async fn number(database: &Database, statement: &str) -> i64 {
    database.query(statement, Vec::new()).await.expect("rows").single().expect("a number")
}

#[tokio::test]
async fn the_same_size_gives_the_same_rows() {
    let (one, other) = (contents(&seeded(200).await).await, contents(&seeded(200).await).await);
    assert!(one.len() > 30, "{}", one.len());
    for (one, other) in one.into_iter().zip(other) {
        assert!(one == other, "{} differs", one.0);
    }
}

#[test]
fn titles_and_slugs_are_distinct_in_every_language() {
    let catalogue = Catalogue::plan(20_000, OPENED_AT).unwrap();
    let (mut slugs, mut titles) = (HashSet::new(), [HashSet::new(), HashSet::new(), HashSet::new()]);
    for product in Products::new(&catalogue) {
        assert!(slugs.insert(product.slug.clone()), "{}", product.slug);
        for (known, title) in titles.iter_mut().zip(product.title) {
            assert!(known.insert(title.clone()), "{title}");
        }
    }
}

#[test]
fn pictures_are_small_and_hold_no_ids_scripts_or_text() {
    let catalogue = Catalogue::plan(3_000, OPENED_AT).unwrap();
    let pictures = Products::new(&catalogue).flat_map(|product| product.fresh_pictures);
    for picture in pictures {
        assert!(picture.svg.len() < BYTES_MAX, "{} bytes: {}", picture.svg.len(), picture.svg);
        for unwanted in ["<script", "<text", " id=", "href", "url(", "{", "}"] {
            assert!(!picture.svg.contains(unwanted), "{unwanted} in {}", picture.svg);
        }
    }
}

#[test]
fn every_product_has_pictures_variants_and_texts() {
    let catalogue = Catalogue::plan(1_000, OPENED_AT).unwrap();
    for product in Products::new(&catalogue) {
        assert!((3..=6).contains(&product.pictures.len()), "{}", product.slug);
        assert!(!product.variants.is_empty() && product.values.iter().all(|value| *value > 0), "{}", product.slug);
        assert!(product.category > 0 && product.brand > 0 && product.vendor > 0, "{}", product.slug);
        for text in product.title.iter().chain(&product.summary).chain(&product.description) {
            assert!(!text.is_empty() && !text.contains('{'), "{text}");
        }
        assert!(product.title[2].chars().any(|character| ('\u{3040}'..'\u{a000}').contains(&character)));
        let lightest = product.variants.iter().all(|variant| variant.weight_grams <= 30_000 && variant.sku.len() <= 32);
        assert!(lightest, "{} is too heavy for any carrier", product.slug);
    }
}

#[tokio::test]
async fn stock_and_markets_are_as_skewed_as_promised() {
    let database = seeded(1_000).await;
    let out = number(&database, "SELECT count(*) FROM product WHERE stock_state = 'out'").await;
    let ahead = number(&database, "SELECT count(*) FROM product WHERE stock_state = 'backorder'").await;
    assert!((30..75).contains(&out) && (15..50).contains(&ahead), "{out} out, {ahead} ahead");
    let missing = 3_000 - number(&database, "SELECT count(*) FROM listing").await;
    assert!((40..110).contains(&missing), "{missing} not sold somewhere");
    assert_eq!(number(&database, "SELECT max(depth) FROM category").await, 4);
    assert!(number(&database, "SELECT count(*) FROM vendor").await > 20);
    assert_eq!(number(&database, "SELECT count(*) FROM category WHERE media_hash IS NULL").await, 0);
}

#[tokio::test]
async fn a_catalogue_of_the_same_size_is_kept_and_another_is_refused() {
    let database = seeded(60).await;
    assert_eq!(load(&database, 60).await.unwrap(), Loaded::Kept);
    assert!(matches!(load(&database, 61).await, Err(SeedError::Occupied { found: 60 })));
}

#[tokio::test]
async fn seeding_puts_every_index_trigger_and_setting_back() {
    let empty = Database::memory().await.unwrap();
    migrate::apply(&empty).await.unwrap();
    let objects = "SELECT group_concat(name || sql, ';' ORDER BY name) FROM sqlite_schema WHERE type <> 'table'";
    let mut schemas = Vec::new();
    for database in [empty, seeded(60).await] {
        schemas.push(database.query(objects, Vec::new()).await.unwrap());
        let foreign_keys = database.query("PRAGMA foreign_keys", Vec::<Value>::new()).await.unwrap();
        assert_eq!(foreign_keys.single(), Ok(1_i64));
    }
    assert_eq!(schemas[0], schemas[1]);
}

#[test]
fn a_catalogue_that_would_repeat_names_is_refused() {
    assert!(matches!(Catalogue::plan(0, OPENED_AT), Err(SeedError::Size { .. })));
    assert!(matches!(Catalogue::plan(10_000_000, OPENED_AT), Err(SeedError::Size { most }) if most > 100_000));
}
