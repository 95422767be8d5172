//! Listings of categories.

use outpost_db::listing::{self, ListingQuery, PAGE_SIZE, Page};
use outpost_db::native::Database;
use outpost_db::sql::Sql;
use outpost_domain::listing::{FacetName, Sort};

use super::model::{Product, listed, products, remaining};
use super::{DE_DE, EN_GB, JA_JP, counting, own_shop, shop};

/// A query from `facet:value` filters.
pub fn query(filters: &[&str], sort: Sort, page: u32) -> ListingQuery {
    let mut query = ListingQuery { sort, page, ..ListingQuery::default() };
    for filter in filters {
        let (facet, value) = filter.split_once(':').expect("facet:value");
        query.filters.entry(facet.to_owned()).or_default().insert(value.to_owned());
    }
    query
}

/// Holds a page against the model.
pub fn check(page: &Page, lying_there: &[&Product], query: &ListingQuery) {
    let expected = listed(lying_there.iter().copied(), query);
    assert_eq!((page.total as usize, page.at_least), (expected.len(), false), "{query:?}");
    let skipped = (query.page - 1) as usize * PAGE_SIZE as usize;
    let slugs: Vec<&str> = page.cards.iter().map(|card| card.slug.as_str()).collect();
    let wanted: Vec<&str> = expected.iter().skip(skipped).take(PAGE_SIZE as usize).map(String::as_str).collect();
    assert_eq!(slugs, wanted, "{query:?}");
    for facet in &page.facets {
        for value in &facet.values {
            let left = remaining(lying_there.iter().copied(), query, &facet.code, &value.code);
            assert_eq!(value.products, left, "{}:{} of {query:?}", facet.code, value.code);
            assert_eq!(value.selected, query.selects(&facet.code, &value.code));
        }
    }
}

async fn slugs(statement: &str) -> Vec<String> {
    let rows = shop().await.query(statement, Vec::new()).await.expect(statement);
    rows.into_iter().map(|mut row| row.text("slug").expect("a slug")).collect()
}

#[tokio::test]
async fn a_category_lists_what_lies_in_it_with_true_counts() {
    let sql = counting().await;
    let all = products(shop().await, "gb").await;
    for slug in slugs("SELECT slug FROM category").await {
        let there: Vec<&Product> = all.iter().filter(|product| product.lies_in(&slug)).collect();
        let query = ListingQuery::default();
        let found = listing::category(&sql, EN_GB, &slug, &query).await.expect("a listing").expect("a category");
        assert_eq!(sql.take(), 1);
        check(&found.page, &there, &query);
    }
}

#[tokio::test]
async fn filters_and_orders_combine() {
    let sql = counting().await;
    let all = products(shop().await, "de").await;
    let top = slugs("SELECT slug FROM category WHERE depth = 1 ORDER BY position LIMIT 1").await.remove(0);
    let there: Vec<&Product> = all.iter().filter(|product| product.lies_in(&top)).collect();
    let unfiltered = listing::category(&sql, DE_DE, &top, &ListingQuery::default()).await.expect("a listing");
    let facets = unfiltered.expect("a category").page.facets;
    let value = |name: &dyn Fn(&FacetName) -> bool, at: usize| {
        let facet = facets.iter().find(|facet| name(&facet.name) && facet.values.len() > at).expect("a facet");
        format!("{}:{}", facet.code, facet.values[at].code)
    };
    let attribute = |name: &FacetName| matches!(name, FacetName::Attribute(_));
    let (first, second) = (value(&attribute, 0), value(&attribute, 1));
    let brand = value(&|name| *name == FacetName::Brand, 0);
    let price = value(&|name| *name == FacetName::Price, 0);
    let cases: [&[&str]; 9] = [
        &[],
        &[&first],
        &[&first, &second],
        &[&first, &second, &brand],
        &[&brand, &price, "rating:4"],
        &["rating:4", "availability:in"],
        &["rating:3", "rating:4", &price],
        &[&first, "colour:no-such-colour", &brand],
        &["availability:out"],
    ];
    sql.take();
    for filters in cases {
        for sort in Sort::ALL {
            for page in 1..=2 {
                let query = query(filters, sort, page);
                let found = listing::category(&sql, DE_DE, &top, &query).await.expect("a listing");
                assert!(sql.take() <= 2);
                check(&found.expect("a category").page, &there, &query);
            }
        }
    }
}

#[tokio::test]
async fn what_nobody_sells_matches_nothing_and_is_no_error() {
    let sql = counting().await;
    let top = slugs("SELECT slug FROM category WHERE depth = 1 ORDER BY position LIMIT 1").await.remove(0);
    for filter in
        ["no-such-facet:x", "brand:'; DROP TABLE product", "price:🦆", "rating:9", "rating:", "$.brand:\"", "a.b:c"]
    {
        let query = query(&[filter], Sort::Popular, 1);
        let found = listing::category(&sql, JA_JP, &top, &query).await.expect(filter).expect("a category");
        assert_eq!((found.page.total, found.page.cards.len(), found.page.pages), (0, 0, 1), "{filter}");
    }
    let unknown = listing::category(&sql, EN_GB, "no-such-category", &ListingQuery::default()).await;
    assert_eq!(unknown, Ok(None));
    let narrowed = listing::category(&sql, EN_GB, "no-such-category", &query(&["rating:4"], Sort::Newest, 1)).await;
    assert_eq!(narrowed, Ok(None));
}

#[tokio::test]
async fn a_page_beyond_the_last_is_empty() {
    let sql = counting().await;
    let top = slugs("SELECT slug FROM category WHERE depth = 1 ORDER BY position LIMIT 1").await.remove(0);
    for (sort, page) in [(Sort::Popular, 50), (Sort::Popular, u32::MAX), (Sort::Newest, u32::MAX)] {
        let found = listing::category(&sql, EN_GB, &top, &query(&[], sort, page)).await.expect("a listing");
        let found = found.expect("a category").page;
        assert!(found.total > 0 && found.pages >= 1 && found.cards.is_empty(), "{sort} {page}");
    }
    let zero = listing::category(&sql, EN_GB, &top, &query(&[], Sort::Popular, 0)).await.expect("a listing");
    assert_eq!(zero.expect("a category").page.page, 1);
}

#[tokio::test]
async fn names_come_in_the_language_of_the_page() {
    let sql = shop().await;
    let deep = slugs("SELECT slug FROM category WHERE depth = 3 LIMIT 1").await.remove(0);
    let read = async |prefix| {
        let found = listing::category(sql, prefix, &deep, &ListingQuery::default()).await.expect("a listing");
        found.expect("a category")
    };
    let (english, german, japanese) = (read(EN_GB).await, read(DE_DE).await, read(JA_JP).await);
    assert!(english.name != japanese.name && german.name != japanese.name);
    assert_eq!(english.trail.len(), 2);
    assert!(english.trail[0].name != japanese.trail[0].name);
    assert!(!english.children.is_empty() && english.children[0].picture.is_some());
}

#[tokio::test]
async fn a_product_without_a_price_in_a_market_is_not_listed_there() {
    let sql = own_shop().await;
    let top = slugs("SELECT slug FROM category WHERE depth = 1 ORDER BY position LIMIT 1").await.remove(0);
    let first = async |sort| {
        let found = listing::category(&sql, EN_GB, &top, &query(&[], sort, 1)).await.expect("a listing");
        found.expect("a category").page.cards[0].slug.clone()
    };
    let slug = first(Sort::Popular).await;
    let gone = format!(
        "DELETE FROM listing WHERE market_code = 'gb' AND product_id = (SELECT id FROM product WHERE slug = '{slug}')"
    );
    sql.batch(&gone).await.expect("the change");
    assert!(first(Sort::Popular).await != slug && first(Sort::Newest).await != slug);
    assert_eq!(outpost_db::product::by_slug(&sql, EN_GB, &slug).await, Ok(None));
    assert!(matches!(outpost_db::product::by_slug(&sql, DE_DE, &slug).await, Ok(Some(_))));
}

/// Takes the pieces of a product away; `backorder_limit` of each of its levels may be sold before more arrive.
async fn take_pieces_away(sql: &Database, slug: &str, backorder_limit: u32) {
    let change = format!(
        "UPDATE stock_level SET safety_stock = on_hand, backorder_limit = allocated + {backorder_limit}
        WHERE variant_id IN (
            SELECT variant.id FROM variant JOIN product ON product.id = variant.product_id WHERE product.slug = '{slug}'
        )"
    );
    sql.batch(&change).await.expect("the change");
}

#[tokio::test]
async fn what_is_not_on_hand_is_filtered_out_at_once() {
    for backorder_limit in [0, 9] {
        let sql = own_shop().await;
        let top = slugs("SELECT slug FROM category WHERE depth = 1 ORDER BY position LIMIT 1").await.remove(0);
        let read = async |query: &ListingQuery| {
            let found = listing::category(&sql, EN_GB, &top, query).await.expect("a listing");
            found.expect("a category").page
        };
        let in_stock = query(&["availability:in"], Sort::Popular, 1);
        let before = read(&in_stock).await;
        let slug = before.cards[0].slug.clone();
        take_pieces_away(&sql, &slug, backorder_limit).await;
        let all = products(&sql, "gb").await;
        let there: Vec<&Product> = all.iter().filter(|product| product.lies_in(&top)).collect();
        let others = [query(&["rating:4"], Sort::PriceDescending, 1), query(&["availability:in"], Sort::Rating, 1)];
        for query in [&ListingQuery::default(), &in_stock].into_iter().chain(&others) {
            check(&read(query).await, &there, query);
            let searched = outpost_db::search::results(&sql, EN_GB, "", query).await.expect("results");
            check(&searched.page, &all.iter().collect::<Vec<_>>(), query);
        }
        let now = read(&in_stock).await;
        assert_eq!(now.total + 1, before.total);
        assert!(now.cards.iter().all(|card| card.slug != slug));
        let listed = read(&ListingQuery::default()).await;
        assert!(listed.cards.iter().any(|card| card.slug == slug), "it stays visible without the filter");
    }
}
