//! Fills the search index of each language, its words, and their forms for mending typos.

use libsql::{Connection, Value};
use outpost_domain::market::Locale;
use outpost_domain::search::deletions;

use crate::SeedError;
use crate::search::{Documents, Terms, insert_document};

use super::Progress;
use super::statement::{Insert, insert_all, insert_into, integer, text};

/// Fills it from the products that are stored.
pub async fn write(connection: &Connection, watch: &mut (dyn FnMut(Progress) + Send)) -> Result<(), SeedError> {
    for (done, locale) in (1..).zip(Locale::ALL) {
        let insert = Insert::prepare(connection, insert_document(locale)).await?;
        let mut documents = Documents::new(connection, locale);
        loop {
            let batch = documents.next().await?;
            if batch.is_empty() {
                break;
            }
            for document in batch {
                let [title, brand, category, facts] = document.columns.map(Value::Text);
                insert.run([integer(document.rank), title, brand, category, facts]).await?;
            }
        }
        write_terms(connection, locale, &documents.terms).await?;
        watch(Progress::Indexed(done));
    }
    Ok(())
}

async fn write_terms(connection: &Connection, locale: Locale, terms: &Terms) -> Result<(), SeedError> {
    let code = locale.code();
    let rows = terms.iter().map(|(term, products)| [text(code), text(term), integer(*products)]);
    insert_all(connection, insert_into!("search_term"), rows).await?;
    let mut forms: Vec<(String, &String)> =
        terms.keys().flat_map(|term| deletions(term).into_iter().map(move |form| (form, term))).collect();
    forms.sort_unstable();
    let rows = forms.iter().map(|(form, term)| [text(code), text(form), text(term)]);
    insert_all(connection, insert_into!("search_term_deletion"), rows).await
}
