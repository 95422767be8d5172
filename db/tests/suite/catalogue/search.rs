//! Search and suggestions.

use outpost_db::listing::ListingQuery;
use outpost_db::search::{results, suggest};
use outpost_db::sql::{Sql, Value};
use outpost_domain::listing::{FacetName, Sort};
use outpost_domain::market::MarketLocale;
use outpost_domain::samples::prefixes;

use super::listing::{check, query};
use super::model::{Product, products};
use super::{DE_DE, EN_GB, JA_JP, counting, shop};

/// Words of the catalogue of at least six characters, the most frequent first.
pub async fn terms(prefix: MarketLocale) -> Vec<String> {
    let statement = "SELECT term FROM search_term WHERE locale_code = ?1 AND length(term) >= ?2
        ORDER BY products DESC, term LIMIT 40";
    let least = if prefix == JA_JP { 2 } else { 6 };
    let parameters = vec![Value::from(prefix.locale.code()), Value::Integer(least)];
    let rows = shop().await.query(statement, parameters).await.expect("terms");
    rows.into_iter().map(|mut row| row.text("term").expect("a term")).collect()
}

#[tokio::test]
async fn every_word_of_the_catalogue_finds_something_in_one_statement() {
    let sql = counting().await;
    for prefix in [EN_GB, DE_DE, JA_JP] {
        for term in terms(prefix).await {
            let found = results(&sql, prefix, &term, &ListingQuery::default()).await.expect("results");
            assert!(found.page.total > 0 && !found.page.cards.is_empty(), "{prefix} {term}");
            assert_eq!((found.shown_for, sql.take()), (None, 1), "{prefix} {term}");
            let offered = suggest(&sql, prefix, &term).await.expect("suggestions");
            assert!(offered.queries.contains(&term) && !offered.products.is_empty(), "{prefix} {term} {offered:?}");
            assert!(!offered.categories.is_empty());
            assert_eq!(sql.take(), 1);
        }
    }
}

#[tokio::test]
async fn one_typo_is_forgiven_in_two_statements() {
    let sql = counting().await;
    for prefix in [EN_GB, DE_DE] {
        for term in terms(prefix).await.into_iter().take(10) {
            let mut typo: Vec<char> = term.chars().collect();
            typo[2] = 'q';
            let typo: String = typo.into_iter().collect();
            let found = results(&sql, prefix, &typo, &ListingQuery::default()).await.expect("results");
            assert!(found.page.total > 0 && found.shown_for.is_some(), "{prefix} {typo}");
            assert_eq!(sql.take(), 2);
            let offered = suggest(&sql, prefix, &typo).await.expect("suggestions");
            assert!(!offered.products.is_empty(), "{prefix} {typo}");
            assert_eq!(sql.take(), 2);
        }
    }
}

#[tokio::test]
async fn the_beginning_of_a_word_is_enough() {
    let sql = counting().await;
    for term in terms(EN_GB).await.into_iter().take(5) {
        let found = suggest(&sql, EN_GB, &term[..3]).await.expect("suggestions");
        assert!(!found.products.is_empty() && !found.queries.is_empty(), "{term}");
        assert!(found.queries.iter().all(|query| query.starts_with(&term[..3])), "{found:?}");
    }
}

#[tokio::test]
async fn a_word_counts_for_more_than_the_beginning_of_another() {
    let sql = counting().await;
    let found = results(&sql, EN_GB, "kettle", &ListingQuery::default()).await.expect("results");
    let titles: Vec<_> = found.page.cards.iter().map(|card| card.title.to_lowercase()).collect();
    let is_kettle = |title: &String| !title.contains("kettlebell");
    assert!(titles.iter().any(is_kettle) && !titles.iter().all(is_kettle), "both are there: {titles:?}");
    assert!(titles.is_sorted_by_key(|title| !is_kettle(title)), "kettles come first: {titles:?}");
}

#[tokio::test]
async fn odd_input_is_answered_without_an_error() {
    let sql = counting().await;
    let long = "kettle ".repeat(200);
    let (many_umlauts, many_parts) = ("ue".repeat(40), "ト鍋".repeat(40));
    let odd = [
        "",
        " ",
        "\"",
        "''",
        "a\" OR b*",
        "NEAR(",
        "{title}:x",
        "🦆",
        "ß",
        "é",
        "ケ",
        "ﾏｸﾞ",
        "\0",
        "-",
        "x y z",
        "の",
        "ー",
        &long,
        &many_umlauts,
        &many_parts,
    ];
    for text in odd {
        for prefix in prefixes() {
            results(&sql, prefix, text, &ListingQuery::default()).await.expect(text);
            assert!(sql.take() <= 2, "{text}");
            suggest(&sql, prefix, text).await.expect(text);
            assert!(sql.take() <= 2, "{text}");
        }
    }
}

#[tokio::test]
async fn an_empty_search_lists_everything_with_categories_to_narrow_it() {
    let sql = counting().await;
    let all = products(shop().await, "gb").await;
    let found = results(&sql, EN_GB, "", &ListingQuery::default()).await.expect("results");
    assert_eq!(found.page.total as usize, all.len());
    let slugs: Vec<&str> = found.page.cards.iter().map(|card| card.slug.as_str()).collect();
    assert_eq!(slugs, all.iter().take(24).map(|product| product.slug.as_str()).collect::<Vec<_>>());
    let categories = &found.page.facets[0];
    assert_eq!(categories.name, FacetName::Category);
    for value in &categories.values {
        let there = all.iter().filter(|product| product.lies_in(&value.code)).count();
        assert_eq!(value.products as usize, there, "{}", value.code);
        let mut query = ListingQuery::default();
        query.filters.entry("category".to_owned()).or_default().insert(value.code.clone());
        let narrowed = results(&sql, EN_GB, "", &query).await.expect("results");
        assert_eq!(narrowed.page.total as usize, there, "{}", value.code);
    }
}

#[tokio::test]
async fn a_search_is_filtered_sorted_and_counted() {
    let sql = counting().await;
    let all = products(shop().await, "de").await;
    let all: Vec<&Product> = all.iter().collect();
    let unfiltered = results(&sql, DE_DE, "", &ListingQuery::default()).await.expect("results").page.facets;
    let some = |code: &str| {
        let facet = unfiltered.iter().find(|facet| facet.code == code).expect("a facet");
        format!("{code}:{}", facet.values[0].code)
    };
    let (category, brand, price, colour) = (some("category"), some("brand"), some("price"), some("colour"));
    let cases: [&[&str]; 6] = [
        &[&colour],
        &[&category, &brand],
        &[&price, &colour, "rating:4"],
        &["rating:5", "availability:in"],
        &[&brand, "colour:no-such-colour"],
        &["availability:out", &category],
    ];
    sql.take();
    for filters in cases {
        for sort in Sort::ALL {
            for page in 1..=2 {
                let query = query(filters, sort, page);
                let found = results(&sql, DE_DE, "", &query).await.expect("results");
                assert_eq!(sql.take(), 1);
                check(&found.page, &all, &query);
            }
        }
    }
}

#[tokio::test]
async fn a_sku_finds_its_product_alone() {
    let sql = counting().await;
    let statement =
        "SELECT variant.sku, product.slug FROM variant JOIN product ON product.id = variant.product_id LIMIT 5";
    for mut row in shop().await.query(statement, Vec::new()).await.expect("SKUs") {
        let (sku, slug) = (row.text("sku").expect("a SKU"), row.text("slug").expect("a slug"));
        for typed in [sku.clone(), format!(" {} ", sku.to_lowercase())] {
            let found = results(&sql, EN_GB, &typed, &ListingQuery::default()).await.expect("results");
            let slugs: Vec<&str> = found.page.cards.iter().map(|card| card.slug.as_str()).collect();
            assert_eq!(slugs, [slug.as_str()], "{typed}");
        }
    }
}

#[tokio::test]
async fn finding_nothing_offers_ways_on() {
    let sql = counting().await;
    let found = results(&sql, EN_GB, "xyzzyxyzzy qqqqqq", &ListingQuery::default()).await.expect("results");
    assert_eq!((found.page.total, found.page.cards.len()), (0, 0));
    assert_eq!(found.shown_for, None);
    assert_eq!(found.alternatives.len(), 8);
    assert_eq!(sql.take(), 1);
}
