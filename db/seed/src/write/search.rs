//! Fills the search index of each language, its words, and their forms for mending typos.

use std::sync::mpsc::channel;
use std::thread;

use libsql::{Connection, Value};
use outpost_db::search::localized;
use outpost_domain::market::Locale;
use outpost_domain::search::deletions;

use crate::SeedError;
use crate::projection::search::{Document, Documents, Indexer, Terms, insert_document};

use super::Progress;
use super::statement::{Insert, insert_all, insert_into, integer, text};

/// Fills it from the products that are stored.
pub async fn write(connection: &Connection, watch: &mut (dyn FnMut(Progress) + Send)) -> Result<(), SeedError> {
    for (done, locale) in (1..).zip(Locale::ALL) {
        let terms = write_documents(connection, locale).await?;
        // One segment makes every later search cheaper.
        connection.execute(&localized(insert_into!("optimize_search"), locale), ()).await?;
        write_terms(connection, locale, &terms).await?;
        watch(Progress::Indexed(done));
    }
    Ok(())
}

/// Reads and stores documents here while another thread cuts the batch before into words.
async fn write_documents(connection: &Connection, locale: Locale) -> Result<Terms, SeedError> {
    let (whole, to_cut) = channel::<Vec<Document>>();
    let (cut, to_store) = channel::<Vec<Document>>();
    let cutter = thread::spawn(move || {
        let mut indexer = Indexer::new(locale);
        while let Ok(batch) = to_cut.recv() {
            // The receiver is gone after an error, which it reports itself.
            if cut.send(batch.into_iter().map(|document| indexer.index(document)).collect()).is_err() {
                break;
            }
        }
        indexer.into_terms()
    });
    let insert = Insert::prepare(connection, &insert_document(locale)).await?;
    let mut documents = Documents::new(connection, locale);
    let mut waiting = false;
    loop {
        let batch = documents.next().await?;
        let last = batch.is_empty();
        if !last {
            whole.send(batch).map_err(|_| SeedError::Stopped)?;
        }
        if waiting {
            for document in to_store.recv().map_err(|_| SeedError::Stopped)? {
                let [title, brand, category, facts] = document.columns.map(Value::Text);
                insert.run([integer(document.rank), title, brand, category, facts]).await?;
            }
        }
        if last {
            break;
        }
        waiting = true;
    }
    drop(whole);
    cutter.join().map_err(|_| SeedError::Stopped)
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
