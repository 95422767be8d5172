//! `verify` finds nothing in a sound database, and each kind of damage by its name.

use outpost_ctl::verify::{OFFENDERS_SHOWN, verify};
use outpost_db::migrate;
use outpost_db::native::Database;

/// An order of one piece that is delivered free.
const ORDER: &str = r#"
    INSERT INTO place_order (
        id, digest, principal, session, request_id, sent_at, number, market_code, locale_code, currency_code, tax_included, email,
        email_digest, shipping, payment_method_code, lines, delivery_groups, adjustments, goods_minor, total_minor,
        hold_seconds
    )
    SELECT
        'order-1', 'digest', 'visitor:anonymous', NULL, 'request', unixepoch(), 'ORDER1', 'gb', 'en', 'GBP', 1, 'a@example.org',
        'digest', '{"name":"A","line1":"1 Row","line2":"","city":"York","region":"","postal_code":"YO1 1AA","country":"GB"}',
        'card',
        json_array(json_object(
            'group', 1, 'sku', sku, 'slug', slug, 'title', slug, 'options', '', 'media_hash', '', 'quantity', 1,
            'unit_minor', price.amount_minor, 'weight_grams', weight_grams, 'tax_class', product.tax_class,
            'tax_rate', rate_basis_points
        )),
        json_array(json_object(
            'method', method.code, 'rate_minor', (
                SELECT amount_minor FROM shipping_rate
                WHERE method_id = method.id AND country_code = 'GB' AND up_to_grams >= weight_grams
                ORDER BY up_to_grams LIMIT 1
            ), 'free_from_minor', free_from_minor, 'tax', NULL, 'days_min', 2, 'days_max', 4, 'grams', weight_grams
        )),
        json_array(json_object(
            'kind', 'delivery', 'cause', 'standard', 'group', 1, 'amount_minor', 0, 'included', json('false')
        )),
        price.amount_minor, price.amount_minor, 1800
    FROM variant
    JOIN product ON product.id = variant.product_id AND product.state = 'published'
    JOIN tax_rate ON tax_rate.country_code = 'GB' AND tax_rate.tax_class = product.tax_class
    JOIN shipping_method AS method ON method.market_code = 'gb' AND method.code = 'standard'
    JOIN price ON price.variant_id = variant.id AND price.market_code = 'gb' AND price.amount_minor >= 5000
    JOIN variant_stock ON variant_stock.variant_id = variant.id AND variant_stock.available > 5
    LIMIT 1;
"#;

/// What is done to the database, and the invariant that it breaks.
const DAMAGE: &[(&str, &str)] = &[
    (
        "PRAGMA ignore_check_constraints = ON; UPDATE price SET amount_minor = 0 WHERE variant_id = 1;
        PRAGMA ignore_check_constraints = OFF",
        "the file is sound",
    ),
    ("PRAGMA foreign_keys = OFF; DELETE FROM vendor", "every reference leads somewhere"),
    (
        "UPDATE stock_level SET on_hand = on_hand + 1 WHERE variant_id = 1",
        "the movements of a level sum to its stock on hand",
    ),
    (
        "UPDATE stock_level SET allocated = allocated + 1 WHERE available > 0",
        "what orders hold of a level is what it has allocated",
    ),
    (
        "PRAGMA ignore_check_constraints = ON; UPDATE orders SET total_minor = total_minor + 1",
        "an order's total is the sum of its lines and adjustments",
    ),
    ("UPDATE adjustment SET amount_minor = 1", "an order's total is the sum of its lines and adjustments"),
    (
        "PRAGMA ignore_check_constraints = ON; UPDATE order_line SET quantity = quantity + 1",
        "the allocations of an order line sum to its quantity",
    ),
    ("UPDATE stock_allocation SET state = 'released'", "orders that are over hold no stock, open ones have all of it"),
    (
        "INSERT INTO payment VALUES ('payment', 'order-1', 'sandbox', 'card', 'reference', 1, 'GBP', 'captured', 1, 0, 1793500001)",
        "a paid order has one payment over its total",
    ),
    ("DELETE FROM command_log", "every order is in the command log"),
    (
        "DELETE FROM product_text WHERE product_id = 1 AND locale_code = 'ja'",
        "every published product has its texts in every language",
    ),
    (
        "DELETE FROM price WHERE variant_id IN (SELECT id FROM variant WHERE product_id = 1)",
        "every published product has a price, and prices make sense",
    ),
    ("DELETE FROM product_media WHERE product_id = 1", "every published product has a picture"),
    (
        "UPDATE media SET bytes = x'00' WHERE hash = (SELECT min(hash) FROM media)",
        "every picture is named by the hash of its bytes",
    ),
    (
        "UPDATE product SET stock_state = iif(stock_state = 'in', 'low', 'in') WHERE id = 1",
        "stock badges say what the levels say",
    ),
    ("DELETE FROM category_product WHERE product_id = 1", "products are found in their category and all above"),
    (
        "UPDATE listing SET price_minor = price_minor + 1 WHERE product_id = 1",
        "listings show the prices and pictures of their products",
    ),
    (
        "UPDATE category_facet SET products = products + 1 WHERE facet_id % 8 = 1",
        "categories count their products right",
    ),
    (
        "UPDATE product SET created_at = created_at + 1 WHERE id = 1",
        "filters and searches look at products as they are",
    ),
    (
        "UPDATE search_projection SET facet_ids = facet_ids || '4800,' WHERE product_id = 1",
        "filters and searches look at products as they are",
    ),
    ("UPDATE product_text SET facts = '[]' WHERE product_id = 1", "cards name the facts of their products"),
    (
        "UPDATE facet_block SET prices = zeroblob(length(prices)) WHERE category_id = 1",
        "facet blocks hold the products of their categories",
    ),
    (
        "UPDATE facet_block SET bitsets = zeroblob(length(bitsets)) WHERE category_id = 1",
        "facet blocks hold the products of their categories",
    ),
    ("DELETE FROM facet_block WHERE category_id = 1", "facet blocks hold the products of their categories"),
    ("UPDATE listing SET product_id = 1000000 WHERE product_id = 1", "no projection is of a product that is gone"),
    ("DELETE FROM search_de WHERE rowid = 1", "the search index holds the words of the products' texts"),
    (
        "UPDATE product_text SET title = 'Zyxel' WHERE product_id = 1 AND locale_code = 'en'",
        "search documents hold the texts of their products",
    ),
    (
        "UPDATE search_term SET products = products + 1 WHERE locale_code = 'en'",
        "suggestions know the words of the products' texts",
    ),
    ("DELETE FROM search_term_deletion WHERE locale_code = 'ja'", "suggestions know the words of the products' texts"),
];

async fn sound() -> Database {
    let database = Database::memory().await.expect("an in-memory database");
    migrate::apply(&database).await.expect("the migrations");
    outpost_seed::load(&database, 69).await.expect("a sound database");
    database.batch(ORDER).await.expect("a sound database");
    database
}

async fn broken(database: &Database) -> Vec<&'static str> {
    let findings = verify(database).await.expect("a sound database");
    assert!(findings.iter().all(|finding| finding.offenders.len() <= OFFENDERS_SHOWN + 1));
    findings.iter().filter(|finding| !finding.offenders.is_empty()).map(|finding| finding.invariant).collect()
}

#[tokio::test]
async fn a_fresh_catalogue_with_an_order_is_sound_however_often_one_looks() {
    let database = sound().await;
    assert_eq!(broken(&database).await, Vec::<&str>::new());
    assert_eq!(broken(&database).await, Vec::<&str>::new());
}

#[tokio::test]
async fn each_kind_of_damage_is_found() {
    for (damage, invariant) in DAMAGE {
        let database = sound().await;
        database.batch(damage).await.unwrap();
        let found = broken(&database).await;
        assert!(found.contains(invariant), "{damage} went unnoticed: {found:?}");
    }
}
