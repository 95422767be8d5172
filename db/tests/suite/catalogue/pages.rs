//! Shell, home, product page, cart, sitemap.

use std::collections::BTreeSet;

use outpost_db::sql::Sql;
use outpost_db::{cart, home, product, shell, sitemap};
use outpost_domain::cart::QUANTITY_MAX;
use outpost_domain::samples::prefixes;
use outpost_domain::stock::StockState;

use super::{DE_DE, EN_GB, counting, own_shop, shop};

#[tokio::test]
async fn every_market_has_a_shell_and_a_home() {
    let sql = counting().await;
    for prefix in prefixes() {
        let shell = shell::load(&sql, prefix, [], None).await.expect("the shell");
        assert!(!shell.nav.is_empty() && shell.countries.contains(&shell.home_country), "{prefix}");
        let home = home::load(&sql, prefix).await.expect("the home page");
        assert_eq!((home.popular.len(), home.newest.len()), (8, 8), "{prefix}");
        assert!(home.categories.iter().all(|tile| tile.picture.is_some() && tile.products > 0), "{prefix}");
        assert!(home.popular.iter().all(|card| card.price.currency() == prefix.market.currency()));
        assert_eq!(sql.take(), 2);
    }
}

#[tokio::test]
async fn the_front_page_shows_nothing_that_is_sold_out() {
    let sql = own_shop().await;
    let sold_out = "UPDATE stock_level SET safety_stock = on_hand, backorder_limit = 0, allocated = 0
        WHERE variant_id IN (
            SELECT variant.id FROM variant JOIN product ON product.id = variant.product_id WHERE product.rank <= 3
        )";
    sql.batch(sold_out).await.expect("the change");
    let home = home::load(&sql, EN_GB).await.expect("the home page");
    assert_eq!((home.popular.len(), home.newest.len()), (8, 8));
    assert!(home.popular.iter().chain(&home.newest).all(|card| card.stock.state != StockState::Out));
}

#[tokio::test]
async fn a_product_page_is_whole() {
    let sql = counting().await;
    for prefix in prefixes() {
        for card in home::load(&sql, prefix).await.expect("the home page").newest {
            sql.take();
            let product = product::by_slug(&sql, prefix, &card.slug).await.expect("a product").expect("it is sold");
            assert_eq!(sql.take(), 1);
            assert_eq!((&product.title, &product.brand), (&card.title, &card.brand));
            assert_eq!(product.variants.iter().map(|variant| variant.price.minor()).min(), Some(card.price.minor()));
            assert!(!product.pictures.is_empty() && !product.trail.is_empty() && !product.attributes.is_empty());
            assert!(product.related.iter().all(|related| related.slug != product.slug));
            assert!(product.delivery.iter().any(|method| method.rate(1).is_some()));
            assert_eq!(product.stars.iter().sum::<u32>(), product.rating.map_or(0, |rating| rating.count));
            for variant in &product.variants {
                assert_eq!(variant.values.len(), product.options.len());
                for (option, value) in product.options.iter().zip(&variant.values) {
                    assert!(option.values.iter().any(|known| known.id == *value));
                }
            }
        }
    }
    assert_eq!(product::by_slug(&sql, EN_GB, "no-such-product").await, Ok(None));
}

#[tokio::test]
async fn the_badge_of_a_variant_in_the_cart_is_that_of_the_view() {
    let sql = own_shop().await;
    let everywhere = "INSERT OR IGNORE INTO market_location SELECT market.code, location.id, 9 FROM market, location";
    sql.batch(everywhere).await.expect("the change");
    let statement = "SELECT variant.sku, variant_stock.state, variant_stock.available
        FROM variant JOIN variant_stock ON variant_stock.variant_id = variant.id";
    let mut seen = BTreeSet::new();
    for mut row in sql.query(statement, Vec::new()).await.expect("badges") {
        let sku = row.text("sku").expect("a SKU").parse().expect("a SKU");
        let lines = cart::lines(&sql, DE_DE, &[sku], "DE").await.expect("a line").lines;
        let state: StockState = row.parse("state", "a state").expect("a state");
        assert_eq!(lines[0].stock.state, state);
        let available = row.integer("available").expect("a count");
        assert_eq!(i64::from(lines[0].available), available.min(i64::from(QUANTITY_MAX)));
        assert_eq!(lines[0].available > 0, state.is_buyable());
        seen.insert(format!("{state:?}"));
    }
    assert!(seen.len() >= 3, "only {seen:?} were tried");
}

#[tokio::test]
async fn a_cart_is_priced_for_its_country_in_one_statement() {
    let sql = counting().await;
    let slug = &home::load(&sql, DE_DE).await.expect("the home page").popular[0].slug;
    let product = product::by_slug(&sql, DE_DE, slug).await.expect("a product").expect("it is sold");
    let mut skus: Vec<_> = product.variants.iter().map(|variant| variant.sku.clone()).collect();
    skus.reverse();
    skus.push("NO-SUCH-SKU".parse().expect("a SKU"));
    sql.take();
    let cart = cart::lines(&sql, DE_DE, &skus, "DE").await.expect("lines");
    assert_eq!(sql.take(), 1);
    assert_eq!(cart.lines.len(), product.variants.len());
    for (line, variant) in cart.lines.iter().zip(product.variants.iter().rev()) {
        assert_eq!((&line.sku, line.unit), (&variant.sku, Some(variant.price)));
        assert_eq!((line.stock, line.available), (variant.stock, variant.available));
        assert_eq!((&line.slug, line.weight_grams), (&product.slug, variant.weight_grams));
        assert_eq!(line.options.is_empty(), product.options.is_empty());
        assert!(line.tax_rate.0 > 0);
    }
    assert_eq!(cart.methods, product.delivery);
    assert_eq!(cart.delivery_tax, None, "as the goods");
    let elsewhere = cart::lines(&sql, DE_DE, &skus, "AQ").await.expect("lines");
    assert_eq!(elsewhere.methods.len(), 0);
    assert_eq!(cart::lines(&sql, EN_GB, &[], "GB").await.expect("no lines").lines, []);
}

#[tokio::test]
async fn the_sitemap_names_every_product_once() {
    let sql = counting().await;
    let pages = sitemap::extent(&sql).await.expect("a count").pages(EN_GB.market.code);
    let mut slugs = Vec::new();
    for page in 1..=pages + 1 {
        slugs.extend(sitemap::products(&sql, EN_GB, page).await.expect("slugs"));
    }
    let distinct: BTreeSet<&String> = slugs.iter().collect();
    let listed = shop().await.query("SELECT product_id FROM listing WHERE market_code = 'gb'", Vec::new()).await;
    assert_eq!((distinct.len(), slugs.len()), (slugs.len(), listed.expect("products").len()));
    assert_eq!(sitemap::products(&sql, EN_GB, u32::MAX).await, Ok(Vec::new()));
    assert!(!sitemap::categories(&sql, EN_GB).await.expect("categories").is_empty());
}
