//! Projections as stored against what the library that writes them derives of all products now.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use outpost_db::native::Database;
use outpost_db::projection::{
    BlockColumns, BlockKey, Blocks, FacetCount, ProductRows, ProductSource, Reference, Totals, products_after, project,
    read_sources,
};
use outpost_db::sql::{Row, Sql, SqlError};

use super::{Finding, OFFENDERS_SHOWN, VerifyError};

const FACET_COUNTS: &str = include_str!("../../../queries/verify/facet_counts.sql");
const FACET_BLOCKS: &str = include_str!("../../../queries/verify/facet_blocks.sql");

/// What breaks an invariant.
struct Offenders {
    invariant: &'static str,
    found: Vec<String>,
}

impl Offenders {
    const fn of(invariant: &'static str) -> Self {
        Self { invariant, found: Vec::new() }
    }

    fn compare<R: Ord + Debug>(&mut self, stored: &BTreeSet<R>, derived: &BTreeSet<R>) {
        self.found.extend(derived.difference(stored).map(|row| format!("missing: {row:?}")));
        self.found.extend(stored.difference(derived).map(|row| format!("wrong: {row:?}")));
        self.found.truncate(OFFENDERS_SHOWN + 1);
    }

    fn finding(self) -> Finding {
        Finding { invariant: self.invariant, offenders: self.found }
    }
}

/// Derives every projection anew and compares.
pub async fn verify(database: &Database) -> Result<Vec<Finding>, VerifyError> {
    let mut listings = Offenders::of("listings show the prices and pictures of their products");
    let mut categories = Offenders::of("products are found in their category and all above");
    let mut searches = Offenders::of("filters and searches look at products as they are");
    let mut facts = Offenders::of("cards name the facts of their products");
    let mut documents = Offenders::of("search documents hold the texts of their products");
    let reference = Reference::read(database).await?;
    let (mut totals, mut blocks, mut last) = (Totals::default(), Blocks::default(), 0);
    loop {
        let (batch, next) = products_after(database, last).await?;
        if batch.is_empty() {
            break;
        }
        last = next;
        let sources = read_sources(database, &batch).await?;
        let (stored, derived) = (ProductRows::stored(database, &batch).await?, project(&sources, &reference));
        listings.compare(&stored.listings, &derived.listings);
        categories.compare(&stored.categories, &derived.categories);
        searches.compare(&stored.searches, &derived.searches);
        facts.compare(&stored.facts, &derived.facts);
        documents.compare(&stored.documents, &derived.documents);
        let in_stock = sources.iter().filter(|source| source.is_in_stock()).map(ProductSource::id);
        let in_stock: BTreeSet<i64> = in_stock.collect();
        for row in &derived.searches {
            totals.count_product(row, in_stock.contains(&row.product_id), 1);
            blocks.insert(row);
        }
    }
    let mut counts = Offenders::of("categories count their products right");
    counts.compare(&stored_counts(database).await?, &totals.facets().filter(|count| count.products != 0).collect());
    let mut facet_blocks = Offenders::of("facet blocks hold the products of their categories");
    let due = blocks.take_before(None).into_iter().filter_map(|(key, columns)| Some((key, columns?)));
    compare_blocks(&mut facet_blocks, &stored_blocks(database).await?, &due.collect());
    Ok([listings, categories, searches, facts, documents, counts, facet_blocks].map(Offenders::finding).into())
}

async fn stored_counts(database: &Database) -> Result<BTreeSet<FacetCount>, SqlError> {
    let count = |mut row: Row| {
        Ok(FacetCount {
            category_id: row.integer("category_id")?,
            market_code: row.text("market_code")?,
            facet_id: row.number("facet_id")?,
            products: row.integer("products")?,
        })
    };
    database.query(FACET_COUNTS, Vec::new()).await?.into_iter().map(count).collect()
}

async fn stored_blocks(database: &Database) -> Result<BTreeMap<BlockKey, BlockColumns>, SqlError> {
    let block = |mut row: Row| {
        let key = BlockKey {
            block: row.number("block")?,
            category_id: row.integer("category_id")?,
            market_code: row.text("market_code")?,
        };
        Ok((key, BlockColumns::read(&mut row)?))
    };
    database.query(FACET_BLOCKS, Vec::new()).await?.into_iter().map(block).collect()
}

fn compare_blocks(
    offenders: &mut Offenders,
    stored: &BTreeMap<BlockKey, BlockColumns>,
    due: &BTreeMap<BlockKey, BlockColumns>,
) {
    let missing = due.keys().filter(|key| !stored.contains_key(key)).map(|key| ("missing", key));
    let wrong = stored.iter().filter(|(key, block)| due.get(key) != Some(block)).map(|(key, _)| ("wrong", key));
    offenders.found.extend(missing.chain(wrong).map(|(what, key)| format!("{what}: {key:?}")));
    offenders.found.truncate(OFFENDERS_SHOWN + 1);
}
