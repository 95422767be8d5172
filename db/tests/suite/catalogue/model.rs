//! The catalogue of one market as plain data, and a listing computed from it in the plainest way.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use outpost_db::listing::ListingQuery;
use outpost_db::native::Database;
use outpost_db::sql::{Sql, Value};
use outpost_domain::listing::Sort;

/// What there is to know of a product in order to list it.
pub struct Product {
    pub slug: String,
    rank: i64,
    price: i64,
    created: i64,
    rating: (i64, i64),
    /// Its values by facet, categories included.
    facets: BTreeMap<String, BTreeSet<String>>,
}

impl Product {
    fn meets(&self, facet: &str, values: &BTreeSet<String>) -> bool {
        self.facets.get(facet).is_some_and(|own| own.intersection(values).next().is_some())
    }

    pub fn lies_in(&self, category: &str) -> bool {
        self.meets("category", &BTreeSet::from([category.to_owned()]))
    }
}

const PRODUCTS: &str = "
    SELECT
        product.slug, product.rank, listing.price_minor, product.created_at, product.rating_hundredths,
        product.rating_count, product.stock_state, brand.slug AS brand, CAST(listing.price_band AS TEXT) AS price_band,
        (
            SELECT json_group_array(json_array(attribute.code, attribute_value.code))
            FROM product_value
            JOIN attribute_value ON attribute_value.id = product_value.value_id
            JOIN attribute ON attribute.id = attribute_value.attribute_id
            WHERE product_value.product_id = product.id
        ) AS facet_values,
        (
            SELECT json_group_array(category.slug)
            FROM category_product JOIN category ON category.id = category_product.category_id
            WHERE category_product.product_id = product.id
        ) AS categories
    FROM product
    JOIN listing ON listing.product_id = product.id AND listing.market_code = ?1
    JOIN brand ON brand.id = product.brand_id
    WHERE product.state = 'published'
    ORDER BY product.rank";

/// Every product that a market lists.
pub async fn products(database: &Database, market: &str) -> Vec<Product> {
    let rows = database.query(PRODUCTS, vec![Value::from(market)]).await.expect("the products");
    let mut products = Vec::new();
    for mut row in rows {
        let mut facets: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut put = |facet: &str, value: String| facets.entry(facet.to_owned()).or_default().insert(value);
        let rating =
            (row.integer("rating_hundredths").expect("a rating"), row.integer("rating_count").expect("a count"));
        for stars in (1..=5).filter(|stars| rating.0 >= 100 * stars) {
            put("rating", stars.to_string());
        }
        if ["in", "low"].contains(&row.text("stock_state").expect("a state").as_str()) {
            put("availability", "in".to_owned());
        }
        put("brand", row.text("brand").expect("a brand"));
        put("price", row.text("price_band").expect("a band"));
        for (facet, value) in row.json::<Vec<(String, String)>>("facet_values").expect("values") {
            put(&facet, value);
        }
        for category in row.json::<Vec<String>>("categories").expect("categories") {
            put("category", category);
        }
        products.push(Product {
            slug: row.text("slug").expect("a slug"),
            rank: row.integer("rank").expect("a rank"),
            price: row.integer("price_minor").expect("a price"),
            created: row.integer("created_at").expect("a day"),
            rating,
            facets,
        });
    }
    products
}

/// Slugs of the products that meet every filter, in order.
pub fn listed<'a>(products: impl Iterator<Item = &'a Product>, query: &ListingQuery) -> Vec<String> {
    let mut found: Vec<&Product> =
        products.filter(|product| query.filters.iter().all(|(facet, values)| product.meets(facet, values))).collect();
    // A mean as if ten more reviews had given three and a half stars, in millionths.
    let mean = |product: &Product| (product.rating.0 * product.rating.1 + 3_500) * 1_000_000 / (product.rating.1 + 10);
    match query.sort {
        Sort::Popular => found.sort_by_key(|product| product.rank),
        Sort::PriceAscending => found.sort_by_key(|product| (product.price, product.rank)),
        Sort::PriceDescending => found.sort_by_key(|product| (Reverse(product.price), product.rank)),
        Sort::Newest => found.sort_by_key(|product| (Reverse(product.created), product.rank)),
        Sort::Rating => found.sort_by_key(|product| (Reverse(mean(product)), product.rank)),
    }
    found.into_iter().map(|product| product.slug.clone()).collect()
}

/// How many products remain when a value is set and the other facets' filters are in force.
pub fn remaining<'a>(
    products: impl Iterator<Item = &'a Product>,
    query: &ListingQuery,
    facet: &str,
    value: &str,
) -> u32 {
    let mut filters = query.filters.clone();
    filters.insert(facet.to_owned(), BTreeSet::from([value.to_owned()]));
    let query = ListingQuery { filters, ..ListingQuery::default() };
    u32::try_from(listed(products, &query).len()).expect("few products")
}
