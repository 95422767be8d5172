//! Stores the projections of all products, in the order of their ranks.

use libsql::{Connection, Value};
use outpost_db::projection::{
    BlockColumns, BlockKey, Blocks, Indexer, ProductRows, Reference, Totals, products_after, project, read_sources,
};
use outpost_db::search::{indexed_locales, localized};
use outpost_domain::market::Locale;
use outpost_domain::search::deletions;

use super::Progress;
use super::statement::{Insert, insert_all, insert_into, integer, optional, text};
use crate::SeedError;

/// Derives them from the products that are stored.
pub async fn write(connection: &Connection, watch: &mut (dyn FnMut(Progress) + Send)) -> Result<(), SeedError> {
    let reference = Reference::read(connection).await?;
    let statements = Statements::prepare(connection).await?;
    let (mut indexer, mut totals, mut blocks) = (Indexer::default(), Totals::default(), Blocks::default());
    let (mut last, mut derived) = (0, 0);
    loop {
        let (products, next) = products_after(connection, last).await?;
        if products.is_empty() {
            break;
        }
        let sources = read_sources(connection, &products).await?;
        let rows = project(&sources, &reference);
        for row in &rows.searches {
            let is_in_stock = sources.iter().any(|source| source.id() == row.product_id && source.is_in_stock());
            totals.count_product(row, is_in_stock, 1);
            blocks.insert(row);
        }
        statements.write(&rows).await?;
        statements.write_documents(&rows, &mut indexer, &mut totals).await?;
        statements.write_blocks(blocks.take_before(Some(next))).await?;
        last = next;
        derived += products.len();
        watch(Progress::Derived(derived));
    }
    statements.write_blocks(blocks.take_before(None)).await?;
    write_counts(connection, &totals).await?;
    for locale in indexed_locales() {
        // One segment makes every later search cheaper.
        connection.execute(&localized(insert_into!("optimize_search"), locale), ()).await?;
    }
    Ok(())
}

async fn write_counts(connection: &Connection, totals: &Totals) -> Result<(), SeedError> {
    let counts = totals.facets().map(|count| {
        [integer(count.category_id), text(&count.market_code), integer(count.facet_id.into()), integer(count.products)]
    });
    insert_all(connection, insert_into!("category_facet"), counts).await?;
    let terms = totals.terms().map(|count| [text(&count.locale_code), text(&count.term), integer(count.products)]);
    insert_all(connection, insert_into!("search_term"), terms).await?;
    let forms = totals.terms().flat_map(|count| {
        let forms = deletions(&count.term).into_iter();
        forms.map(move |form| (count.locale_code.clone(), form, count.term.clone()))
    });
    let mut forms: Vec<(String, String, String)> = forms.collect();
    forms.sort_unstable();
    let rows = forms.iter().map(|(locale, form, term)| [text(locale), text(form), text(term)]);
    insert_all(connection, insert_into!("search_term_deletion"), rows).await
}

/// Prepared statements, one a table.
struct Statements {
    listing: Insert,
    category_product: Insert,
    search_projection: Insert,
    facts: Insert,
    document: Insert,
    /// The index of each language.
    indexes: Vec<(Locale, Insert)>,
    facet_block: Insert,
}

impl Statements {
    async fn prepare(connection: &Connection) -> Result<Self, SeedError> {
        let mut indexes = Vec::new();
        for locale in indexed_locales() {
            let statement = localized(insert_into!("search_index"), locale);
            indexes.push((locale, Insert::prepare(connection, &statement).await?));
        }
        Ok(Self {
            listing: Insert::prepare(connection, insert_into!("listing")).await?,
            category_product: Insert::prepare(connection, insert_into!("category_product")).await?,
            search_projection: Insert::prepare(connection, insert_into!("search_projection")).await?,
            facts: Insert::prepare(connection, insert_into!("product_facts")).await?,
            document: Insert::prepare(connection, insert_into!("search_document")).await?,
            indexes,
            facet_block: Insert::prepare(connection, insert_into!("facet_block")).await?,
        })
    }

    async fn write(&self, rows: &ProductRows) -> Result<(), SeedError> {
        for row in &rows.listings {
            let prices = [integer(row.price_minor), integer(row.price_max_minor), optional(row.compare_at_minor)];
            let [lowest, highest, compare_at] = prices;
            let (market, product) = (text(&row.market_code), integer(row.product_id));
            let columns =
                [market, product, lowest, highest, compare_at, integer(row.price_band), text(&row.media_hash)];
            self.listing.run(columns).await?;
        }
        for row in &rows.categories {
            self.category_product.run([integer(row.category_id), integer(row.rank), integer(row.product_id)]).await?;
        }
        for row in &rows.searches {
            let keys = [integer(row.price_minor), integer(row.created_at), integer(row.fair_rating)];
            let [price, created, rating] = keys;
            let (market, rank) = (text(&row.market_code), integer(row.rank));
            self.search_projection
                .run([market, rank, integer(row.product_id), price, created, rating, text(&row.facet_ids)])
                .await?;
        }
        for row in &rows.facts {
            self.facts.run([integer(row.product_id), text(&row.locale_code), text(&row.facts)]).await?;
        }
        Ok(())
    }

    async fn write_documents(
        &self,
        rows: &ProductRows,
        indexer: &mut Indexer,
        totals: &mut Totals,
    ) -> Result<(), SeedError> {
        // The index takes documents most quickly in the order of their ranks.
        let mut documents: Vec<_> = rows.documents.iter().collect();
        documents.sort_by_key(|row| row.rank);
        for row in documents {
            let columns = [integer(row.product_id), text(&row.locale_code), integer(row.rank), text(&row.document)];
            self.document.run(columns).await?;
            let index = self.indexes.iter().find(|(locale, _)| locale.code() == row.locale_code);
            let Some(((_, index), indexed)) = index.zip(indexer.index(row)?) else { continue };
            let [title, brand, category, facts] = indexed.columns.map(Value::Text);
            index.run([integer(row.rank), title, brand, category, facts]).await?;
            totals.count_terms(&row.locale_code, indexed.terms, 1);
        }
        Ok(())
    }

    async fn write_blocks(&self, blocks: Vec<(BlockKey, Option<BlockColumns>)>) -> Result<(), SeedError> {
        for (key, columns) in blocks {
            let Some(columns) = columns else { continue };
            self.facet_block
                .run([
                    integer(key.category_id),
                    text(&key.market_code),
                    integer(key.block.into()),
                    Value::Blob(columns.places),
                    Value::Blob(columns.prices),
                    Value::Blob(columns.created),
                    Value::Blob(columns.ratings),
                    Value::Blob(columns.facet_ids),
                    Value::Blob(columns.bitsets),
                ])
                .await?;
        }
        Ok(())
    }
}
