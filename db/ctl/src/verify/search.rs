//! The search index, its words and their forms against what the stored documents give now.
//!
//! The index keeps no texts, only words and their places: those of the stored index and of one made anew are read
//! side by side, both in the same order.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use libsql::{Connection, Rows};
use outpost_db::native::Database;
use outpost_db::projection::{DocumentRow, Indexer};
use outpost_db::search::{index_table, indexed_locales, localized};
use outpost_domain::market::Locale;
use outpost_domain::search::deletions;

use super::{Finding, OFFENDERS_SHOWN, VerifyError};

const SCHEMA: &str = include_str!("../../../queries/verify/schema.sql");
const DOCUMENTS: &str = include_str!("../../../queries/verify/search_documents.sql");
const INSERT: &str = include_str!("../../../queries/seed/search_index.sql");
const TERMS: &str = include_str!("../../../queries/verify/search_terms.sql");
const FORMS: &str = include_str!("../../../queries/verify/search_forms.sql");
const DROP_INDEX: &str = include_str!("../../queries/drop_index.sql");
const DUE_INDEX: &str = include_str!("../../queries/due_index.sql");
const STORED_INDEX: &str = include_str!("../../queries/stored_index.sql");
const STORED_WORDS: &str = include_str!("../../queries/stored_words.sql");
const DUE_WORDS: &str = include_str!("../../queries/due_words.sql");

/// Each word of a language, with the number of products that have it.
type Terms = BTreeMap<String, i64>;

/// Makes each language's index anew and compares.
pub async fn verify(database: &Database) -> Result<[Finding; 2], VerifyError> {
    let connection = database.hold().await;
    let (mut words, mut terms) = (Vec::new(), Vec::new());
    for locale in indexed_locales() {
        let due = make_anew(&connection, locale).await?;
        connection.execute(&localized(STORED_INDEX, locale), ()).await?;
        connection.execute(&localized(DUE_INDEX, locale), ()).await?;
        compare_words(&connection, locale, &mut words).await?;
        for table in ["temp.stored_words", "temp.due_words"] {
            connection.execute(&format!("DROP TABLE {table}"), ()).await?;
        }
        connection.execute(&localized(DROP_INDEX, locale), ()).await?;
        compare_terms(&connection, locale, &due, &mut terms).await?;
    }
    Ok([
        Finding { invariant: "the search index holds the words of the products' texts", offenders: words },
        Finding { invariant: "suggestions know the words of the products' texts", offenders: terms },
    ])
}

/// Fills a temporary index that is defined as the stored one is and hides it, and returns the words it saw.
async fn make_anew(connection: &Connection, locale: Locale) -> Result<Terms, VerifyError> {
    let table = index_table(locale);
    let mut rows = connection.query(SCHEMA, [table]).await?;
    let Some(row) = rows.next().await? else { return Ok(Terms::new()) };
    let definition: String = row.get(0)?;
    drop(rows);
    let name = format!("CREATE VIRTUAL TABLE {table}");
    let hidden = definition.replace(&name, &format!("CREATE VIRTUAL TABLE temp.{table}"));
    connection.execute(&hidden, ()).await?;
    let insert = connection.prepare(&localized(INSERT, locale)).await?;
    let (mut indexer, mut terms) = (Indexer::default(), Terms::new());
    let mut rows = connection.query(DOCUMENTS, [locale.code()]).await?;
    while let Some(row) = rows.next().await? {
        let document =
            DocumentRow { product_id: row.get(0)?, locale_code: row.get(1)?, rank: row.get(2)?, document: row.get(3)? };
        let Some(indexed) = indexer.index(&document)? else { continue };
        let [title, brand, category, facts] = indexed.columns;
        insert.execute((document.rank, title, brand, category, facts)).await?;
        insert.reset();
        for term in indexed.terms {
            *terms.entry(term).or_default() += 1;
        }
    }
    Ok(terms)
}

/// A word at its place: the word, the product's rank, the column, the position.
type Place = (String, i64, String, i64);

async fn compare_words(
    connection: &Connection,
    locale: Locale,
    offenders: &mut Vec<String>,
) -> Result<(), VerifyError> {
    let mut stored_rows = connection.query(STORED_WORDS, ()).await?;
    let mut due_rows = connection.query(DUE_WORDS, ()).await?;
    let (mut stored, mut due) = (place(&mut stored_rows).await?, place(&mut due_rows).await?);
    while offenders.len() <= OFFENDERS_SHOWN {
        match order(stored.as_ref(), due.as_ref()) {
            None => break,
            Some(Ordering::Equal) => {
                stored = place(&mut stored_rows).await?;
                due = place(&mut due_rows).await?;
            }
            Some(Ordering::Less) => {
                note(offenders, locale, "superfluous", stored.as_ref());
                stored = place(&mut stored_rows).await?;
            }
            Some(Ordering::Greater) => {
                note(offenders, locale, "missing", due.as_ref());
                due = place(&mut due_rows).await?;
            }
        }
    }
    Ok(())
}

fn order(stored: Option<&Place>, due: Option<&Place>) -> Option<Ordering> {
    match (stored, due) {
        (None, None) => None,
        (Some(_), None) => Some(Ordering::Less),
        (None, Some(_)) => Some(Ordering::Greater),
        (Some((word, rank, column, at)), Some((due_word, due_rank, due_column, due_at))) => {
            let by_word = word.as_bytes().cmp(due_word.as_bytes()).then(rank.cmp(due_rank));
            Some(by_word.then(column_number(column).cmp(&column_number(due_column))).then(at.cmp(due_at)))
        }
    }
}

/// Places come in the order of the index's columns, not of their names.
fn column_number(column: &str) -> usize {
    ["title", "brand", "category", "facts"].iter().position(|name| *name == column).unwrap_or(usize::MAX)
}

fn note(offenders: &mut Vec<String>, locale: Locale, what: &str, place: Option<&Place>) {
    if let Some((word, rank, column, _)) = place {
        offenders.push(format!("{}: {what}: {word} in the {column} of the product of rank {rank}", locale.code()));
    }
}

async fn place(rows: &mut Rows) -> Result<Option<Place>, VerifyError> {
    Ok(match rows.next().await? {
        Some(row) => Some((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        None => None,
    })
}

async fn compare_terms(
    connection: &Connection,
    locale: Locale,
    due: &Terms,
    offenders: &mut Vec<String>,
) -> Result<(), VerifyError> {
    let mut stored = Terms::new();
    let mut rows = connection.query(TERMS, [locale.code()]).await?;
    while let Some(row) = rows.next().await? {
        stored.insert(row.get(0)?, row.get(1)?);
    }
    let code = locale.code();
    for (term, products) in due {
        if stored.get(term) != Some(products) && offenders.len() <= OFFENDERS_SHOWN {
            offenders.push(format!("{code}: {term} is on {products} products, stored: {:?}", stored.get(term)));
        }
    }
    for term in stored.keys().filter(|term| !due.contains_key(*term)) {
        if offenders.len() <= OFFENDERS_SHOWN {
            offenders.push(format!("{code}: {term} is on no product"));
        }
    }
    let mut forms: Vec<(String, String)> =
        due.keys().flat_map(|term| deletions(term).into_iter().map(move |form| (form, term.clone()))).collect();
    forms.sort_unstable();
    let mut rows = connection.query(FORMS, [code]).await?;
    let mut due_forms = forms.into_iter();
    while offenders.len() <= OFFENDERS_SHOWN {
        let stored = match rows.next().await? {
            Some(row) => Some((row.get::<String>(0)?, row.get::<String>(1)?)),
            None => None,
        };
        let due = due_forms.next();
        if stored != due {
            offenders.push(format!("{code}: forms for mending typos differ from {stored:?}, due {due:?}"));
        }
        if stored != due || stored.is_none() {
            break;
        }
    }
    Ok(())
}
