//! Whatever is edited in whatever order: once the projector has run, every projection is what one makes from nothing.

use std::sync::Mutex;

use outpost_ctl::verify::verify;
use outpost_db::command::Sender;
use outpost_db::native::Database;
use outpost_db::sql::{BoxFuture, Rows, Sql, SqlError, Value};
use outpost_db::{migrate, projection};
use outpost_domain::ids::CommandId;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use uuid::Uuid;

/// What is done to the `?1`th product; `?2` is any number. All statements of an edit are one transaction.
const EDITS: &[&str] = &[
    "UPDATE price SET amount_minor = 100 + ?2 * 37, compare_at_minor = NULL
     WHERE variant_id IN (SELECT id FROM variant WHERE product_id = ?1 ORDER BY position LIMIT 1)
         AND market_code = (SELECT code FROM market ORDER BY code LIMIT 1 OFFSET ?2 % 3)",
    "UPDATE product_text SET title = 'Kettle number ' || ?2 || ' umbra' WHERE product_id = ?1 AND locale_code = 'en'",
    "UPDATE product_text SET title = '銅の鍋' || ?2 WHERE product_id = ?1 AND locale_code = 'ja'",
    "UPDATE product SET category_id = (SELECT id FROM category ORDER BY id LIMIT 1 OFFSET ?2 % 40) WHERE id = ?1",
    "INSERT OR IGNORE INTO product_value (product_id, value_id)
     SELECT ?1, (SELECT id FROM attribute_value ORDER BY id LIMIT 1 OFFSET ?2 % 90) FROM product WHERE id = ?1",
    "DELETE FROM product_value WHERE product_id = ?1
     AND value_id = (SELECT value_id FROM product_value WHERE product_id = ?1 ORDER BY value_id LIMIT 1 OFFSET ?2 % 3)",
    "UPDATE stock_level SET safety_stock = on_hand, backorder_limit = allocated + ?2 % 2
     WHERE variant_id IN (SELECT id FROM variant WHERE product_id = ?1)",
    "UPDATE stock_level SET safety_stock = 0, backorder_limit = allocated
     WHERE variant_id IN (SELECT id FROM variant WHERE product_id = ?1)",
    "UPDATE product SET state = 'archived' WHERE id = ?1",
    "UPDATE product SET state = 'draft' WHERE id = ?1",
    "UPDATE product SET state = 'published' WHERE id = ?1",
    "UPDATE product SET state = 'published' WHERE id = ?1",
    "DELETE FROM price WHERE variant_id IN (SELECT id FROM variant WHERE product_id = ?1)
         AND market_code = (SELECT code FROM market ORDER BY code LIMIT 1 OFFSET ?2 % 3)",
    "INSERT OR IGNORE INTO price (variant_id, market_code, amount_minor, compare_at_minor)
     SELECT variant.id, market.code, 500 + ?2 * 91, 600 + ?2 * 91
     FROM variant CROSS JOIN market WHERE variant.product_id = ?1",
    "UPDATE product SET stars_5 = stars_5 + ?2 % 50, stars_1 = stars_1 + ?2 % 7 WHERE id = ?1",
    "UPDATE product SET brand_id = (SELECT id FROM brand ORDER BY id LIMIT 1 OFFSET ?2 % 9) WHERE id = ?1",
    "UPDATE product SET rank = (SELECT max(rank) FROM product) + 1 WHERE id = ?1",
    "DELETE FROM product_media WHERE product_id = ?1
     AND position = (SELECT min(position) FROM product_media WHERE product_id = ?1)",
    "DELETE FROM product_text WHERE product_id = ?1 AND locale_code = 'de'",
    "INSERT OR REPLACE INTO product_text (product_id, locale_code, title, summary, description)
     SELECT id, 'de', 'Küchenuhr ' || ?2, 'a', 'b' FROM product WHERE id = ?1",
    "DELETE FROM product_option WHERE product_id = ?1",
    // The catalogue around the product.
    "UPDATE brand SET name = name || ' Works' WHERE id = (SELECT brand_id FROM product WHERE id = ?1) AND length(name) < 40",
    "UPDATE category_text SET name = 'Pots ' || ?2 WHERE locale_code = 'en'
     AND category_id = (SELECT category_id FROM product WHERE id = ?1)",
    "UPDATE category SET parent_id = (SELECT id FROM category WHERE parent_id IS NULL ORDER BY id LIMIT 1 OFFSET ?2 % 5)
     WHERE id = (SELECT category_id FROM product WHERE id = ?1)
         AND parent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM category AS child WHERE child.parent_id = category.id)",
    "UPDATE attribute_value_text SET name = 'Value ' || ?2 WHERE locale_code = 'de'
     AND value_id = (SELECT value_id FROM product_value WHERE product_id = ?1 ORDER BY value_id LIMIT 1)",
    "UPDATE attribute SET position = 100 + ?2 % 9 WHERE id = (
         SELECT attribute_value.attribute_id
         FROM product_value JOIN attribute_value ON attribute_value.id = product_value.value_id
         WHERE product_value.product_id = ?1 LIMIT 1
     )",
    "UPDATE price_band SET from_minor = from_minor + ?2 % 300 WHERE market_code = 'gb' AND band = 1 + ?2 % 3",
];

/// A product that nobody ordered is deleted with all that belongs to it.
const DELETION: &[&str] = &[
    "DELETE FROM price WHERE variant_id IN (SELECT id FROM variant WHERE product_id = ?1)",
    "DELETE FROM variant_value WHERE variant_id IN (SELECT id FROM variant WHERE product_id = ?1)",
    "DELETE FROM stock_level WHERE variant_id IN (SELECT id FROM variant WHERE product_id = ?1)",
    "DELETE FROM variant WHERE product_id = ?1",
    "DELETE FROM product_value WHERE product_id = ?1",
    "DELETE FROM product_option WHERE product_id = ?1",
    "DELETE FROM product_media WHERE product_id = ?1",
    "DELETE FROM product_text WHERE product_id = ?1",
    "DELETE FROM product WHERE id = ?1",
];

/// A product like another.
const COPY: &[&str] = &[
    "INSERT INTO product (id, slug, vendor_id, brand_id, category_id, state, rank, created_at)
     SELECT (SELECT max(id) FROM product) + 1, 'copy-' || ?2 || '-' || random(), vendor_id, brand_id, category_id, 'published',
         (SELECT max(rank) FROM product) + 1, created_at + ?2 FROM product WHERE id = ?1",
    "INSERT INTO product_text (product_id, locale_code, title, summary, description)
     SELECT (SELECT max(id) FROM product), locale_code, title || ' again', summary, description
     FROM product_text WHERE product_id = ?1",
    "INSERT INTO product_value SELECT (SELECT max(id) FROM product), value_id FROM product_value WHERE product_id = ?1",
    "INSERT INTO product_media
     SELECT (SELECT max(id) FROM product), position, media_hash, value_id FROM product_media WHERE product_id = ?1",
    "INSERT INTO variant (product_id, sku, position, weight_grams)
     SELECT (SELECT max(id) FROM product), 'COPY-' || (SELECT max(id) FROM product), 1, 100 FROM product WHERE id = ?1",
    "INSERT INTO price SELECT (SELECT max(id) FROM variant), code, 700 + ?2, NULL FROM market",
    "INSERT INTO stock_level (variant_id, location_id, on_hand) SELECT (SELECT max(id) FROM variant), 1, 0",
    "UPDATE stock_level SET on_hand = ?2 % 9 WHERE variant_id = (SELECT max(id) FROM variant)",
];

#[derive(Clone, Debug)]
enum Step {
    Edit {
        edit: usize,
        product: usize,
        number: i64,
    },
    Delete {
        product: usize,
    },
    Copy {
        product: usize,
        number: i64,
    },
    /// The projector runs, and an edit comes in between its reading and its writing.
    Project {
        edit: usize,
        product: usize,
        number: i64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let any = || (0..EDITS.len(), 0..60_usize, 0..1_000_i64);
    prop_oneof![
        12 => any().prop_map(|(edit, product, number)| Step::Edit { edit, product, number }),
        1 => (0..60_usize).prop_map(|product| Step::Delete { product }),
        1 => (0..60_usize, 0..1_000_i64).prop_map(|(product, number)| Step::Copy { product, number }),
        2 => any().prop_map(|(edit, product, number)| Step::Project { edit, product, number }),
    ]
}

/// A primary in which something is edited right before a batch is written.
struct Interrupted<'a> {
    database: &'a Database,
    edit: Mutex<Option<(usize, i64, i64)>>,
}

impl Sql for Interrupted<'_> {
    fn query<'a>(&'a self, statement: &'a str, parameters: Vec<Value>) -> BoxFuture<'a, Result<Rows, SqlError>> {
        Box::pin(async move {
            if statement.starts_with("INSERT INTO apply_projection") {
                let edit = self.edit.lock().expect("one at a time").take();
                if let Some((edit, product, number)) = edit {
                    run(self.database, &EDITS[edit..=edit], product, number).await;
                }
            }
            self.database.query(statement, parameters).await
        })
    }
}

async fn run(database: &Database, statements: &[&str], product: i64, number: i64) {
    database.batch("BEGIN").await.expect("a transaction");
    for statement in statements {
        let bound = statement.replace("?1", &product.to_string()).replace("?2", &number.to_string());
        database.query(&bound, Vec::new()).await.expect(&bound);
    }
    database.batch("COMMIT").await.expect("a transaction");
}

/// The number of the product at a place.
async fn product(database: &Database, place: usize) -> i64 {
    let statement = "SELECT id FROM product ORDER BY id LIMIT 1 OFFSET ?1 % (SELECT count(*) FROM product)";
    let place = Value::Integer(i64::try_from(place).expect("a small number"));
    database.query(statement, vec![place]).await.expect("a product").single().expect("a number")
}

async fn catch_up(sql: &dyn Sql) -> projection::CaughtUp {
    let sent_at = i64::try_from(Uuid::now_v7().get_timestamp().expect("a time").to_unix().0).expect("a time");
    let sender = Sender::job("project-catalogue", "request", sent_at);
    projection::catch_up(sql, &sender, &mut || CommandId::new(Uuid::now_v7())).await.expect("projections")
}

async fn take(database: &Database, step: Step) {
    match step {
        Step::Edit { edit, product: place, number } => {
            run(database, &EDITS[edit..=edit], product(database, place).await, number).await;
        }
        Step::Delete { product: place } => run(database, DELETION, product(database, place).await, 0).await,
        Step::Copy { product: place, number } => run(database, COPY, product(database, place).await, number).await,
        Step::Project { edit, product: place, number } => {
            let edit = Mutex::new(Some((edit, product(database, place).await, number)));
            catch_up(&Interrupted { database, edit }).await;
        }
    }
}

/// Invariants that projections break.
async fn broken(database: &Database) -> Vec<String> {
    let projections = [
        "no projection",
        "listings show",
        "products are found",
        "filters and searches",
        "cards name",
        "search documents",
        "categories count",
        "facet blocks",
        "the search index",
        "suggestions know",
        "stock badges",
    ];
    let findings = verify(database).await.expect("a database");
    let findings =
        findings.iter().filter(|finding| projections.iter().any(|start| finding.invariant.starts_with(start)));
    findings.flat_map(|finding| finding.shown()).collect()
}

async fn shop() -> Database {
    let database = Database::memory().await.expect("an in-memory database");
    migrate::apply(&database).await.expect("the migrations");
    outpost_seed::load(&database, 60).await.expect("a catalogue");
    // Movements are a ledger, which would hold on to the products that are to be deleted.
    database.batch("DROP TRIGGER stock_movement_delete; DELETE FROM stock_movement").await.expect("no ledger");
    database
}

#[test]
fn projections_are_what_one_derives_from_nothing_whatever_is_edited() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let database = runtime.block_on(shop());
    let config = Config { cases: 60, failure_persistence: None, max_shrink_iters: 0, ..Config::default() };
    let outcome = TestRunner::new(config).run(&prop::collection::vec(step(), 1..12), |steps| {
        runtime.block_on(async {
            for step in steps.clone() {
                take(&database, step).await;
            }
            catch_up(&database).await;
            prop_assert!(!projection::has_pending(&database).await.expect("an answer"));
            let broken = broken(&database).await;
            prop_assert!(broken.is_empty(), "{broken:#?}");
            Ok(())
        })
    });
    outcome.expect("every projection is right");
}

#[tokio::test]
async fn an_edit_is_projected_alone_and_a_second_run_finds_nothing_to_do() {
    let database = shop().await;
    assert_eq!(catch_up(&database).await.products, 0);
    run(&database, &EDITS[..1], 1, 5).await;
    assert_eq!(catch_up(&database).await, projection::CaughtUp { products: 1, stale: 0 });
    assert_eq!(catch_up(&database).await, projection::CaughtUp::default());
    assert_eq!(broken(&database).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_changed_after_it_was_read_is_read_again() {
    let database = shop().await;
    run(&database, &EDITS[..1], 1, 5).await;
    let interrupted = Interrupted { database: &database, edit: Mutex::new(Some((0, 1, 9))) };
    assert_eq!(catch_up(&interrupted).await, projection::CaughtUp { products: 1, stale: 1 });
    assert_eq!(broken(&database).await, Vec::<String>::new());
}

#[tokio::test]
async fn one_projector_works_at_a_time() {
    let database = shop().await;
    run(&database, &EDITS[..1], 1, 5).await;
    database.batch("UPDATE projection_lease SET holder = 'another', ends_at = unixepoch() + 9").await.expect("a lease");
    assert_eq!(catch_up(&database).await.products, 0);
    database.batch("UPDATE projection_lease SET ends_at = unixepoch() - 1").await.expect("a lease");
    assert_eq!(catch_up(&database).await.products, 1);
}

#[tokio::test]
async fn an_edit_of_one_product_writes_few_rows() {
    let database = shop().await;
    for (edit, statement) in EDITS.iter().enumerate().take(20) {
        catch_up(&database).await;
        run(&database, &EDITS[edit..=edit], 7, 3).await;
        let before: i64 = changes(&database).await;
        catch_up(&database).await;
        let rows = changes(&database).await - before;
        println!("{rows:>4} rows: {}", statement.lines().next().unwrap_or_default());
        assert!(rows <= 400, "{rows} rows: {statement}");
    }
}

/// Rows that were written since the database was opened.
async fn changes(database: &Database) -> i64 {
    database.query("SELECT total_changes()", Vec::new()).await.expect("a count").single().expect("a number")
}
