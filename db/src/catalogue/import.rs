//! Takes in files of products, some hundred at a time. What is stored already is left alone, so a file that was broken off is
//! sent again, and ends with the same result.

use std::collections::BTreeMap;

use outpost_domain::catalogue::file::{Applied, Group, Layout, Problem, Sheet, apply, failed_rows, read};
use outpost_domain::catalogue::{DefectCode, ProductDraft, ProductState, Reference, newly_missing};
use outpost_domain::ids::CommandId;

use super::draft::{StoredProduct, products_by_slug};
use super::refusal::CatalogueRefusal;
use super::save::{InitialStock, ProductChange, SaveProducts, save_products};
use crate::command::{Sender, to_json};
use crate::sql::{Sql, SqlError, Value};

const SKUS_TAKEN: &str = include_str!("../../queries/catalogue/skus_taken.sql");
/// Products of one command: it ends well before a server ends it.
const BATCH: usize = 100;
/// How often a batch is read again because somebody edited its products meanwhile.
const ATTEMPTS: usize = 5;

/// What an import did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// New products.
    pub created: usize,
    /// Products that changed.
    pub updated: usize,
    /// Products that were like this already.
    pub unchanged: usize,
    /// Products that are drafts because they lack something to be published, by slug.
    pub held_back: Vec<String>,
    /// What is wrong, in the order of lines. These products were left as they are.
    pub problems: Vec<Problem>,
    /// Their lines as a file to mend; empty where nothing is wrong.
    pub failed: Vec<u8>,
}

/// Takes in a file, or only tells what is wrong with it. `ids` makes command ids; `watch` is told how many of how many products
/// are done.
pub async fn import(
    primary: &dyn Sql,
    (bytes, layout): (&[u8], &Layout),
    reference: &Reference,
    sender: &(dyn Fn() -> Sender + Send + Sync),
    ids: Option<&mut (dyn FnMut() -> CommandId + Send)>,
    watch: &mut (dyn FnMut(usize, usize) + Send),
) -> Result<Imported, CatalogueRefusal> {
    let sheet = read(bytes, layout);
    let mut run =
        Run { primary, sheet: &sheet, reference, sender, ids, skus: BTreeMap::new(), done: Imported::default() };
    run.done.problems.clone_from(&sheet.problems);
    // A file whose columns are wrong is not taken in at all.
    if !sheet.problems.iter().any(|problem| problem.line == 1) {
        let (mut count, total) = (0, sheet.groups.len());
        for batch in sheet.groups.chunks(BATCH) {
            run.batch(batch).await?;
            count += batch.len();
            watch(count, total);
        }
    }
    let mut done = run.done;
    done.problems.sort();
    if !done.problems.is_empty() {
        let failed = failed_rows(&sheet, &done.problems);
        done.failed =
            failed.map_err(|cause| SqlError::Json { column: "failed".to_owned(), cause: cause.to_string() })?;
    }
    Ok(done)
}

struct Run<'a, 'ids> {
    primary: &'a dyn Sql,
    sheet: &'a Sheet,
    reference: &'a Reference,
    sender: &'a (dyn Fn() -> Sender + Send + Sync),
    /// Makes command ids; none where nothing is to be stored.
    ids: Option<&'a mut (dyn FnMut() -> CommandId + Send + 'ids)>,
    /// Which product of the file has a SKU.
    skus: BTreeMap<String, String>,
    done: Imported,
}

/// What a batch comes to.
#[derive(Default)]
struct Batch {
    changes: Vec<ProductChange>,
    stock: Vec<InitialStock>,
    done: Imported,
}

impl Run<'_, '_> {
    async fn batch(&mut self, groups: &[Group]) -> Result<(), CatalogueRefusal> {
        for attempt in 1.. {
            let batch = self.prepare(groups).await?;
            match self.store(&batch).await {
                Err(CatalogueRefusal::Stale(_) | CatalogueRefusal::Taken(_)) if attempt < ATTEMPTS => {}
                Err(refusal) => return Err(refusal),
                Ok(()) => {
                    let Imported { created, updated, unchanged, held_back, problems, .. } = batch.done;
                    self.done.created += created;
                    self.done.updated += updated;
                    self.done.unchanged += unchanged;
                    self.done.held_back.extend(held_back);
                    self.done.problems.extend(problems);
                    break;
                }
            }
        }
        Ok(())
    }

    async fn store(&mut self, batch: &Batch) -> Result<(), CatalogueRefusal> {
        let Some(ids) = self.ids.as_mut().filter(|_| !batch.changes.is_empty()) else { return Ok(()) };
        let command = SaveProducts {
            id: ids(),
            sender: (self.sender)(),
            products: batch.changes.clone(),
            stock: batch.stock.clone(),
        };
        save_products(self.primary, &command, self.reference).await
    }

    async fn prepare(&mut self, groups: &[Group]) -> Result<Batch, CatalogueRefusal> {
        let slugs: Vec<&str> = groups.iter().map(|group| group.slug.as_str()).collect();
        let stored = products_by_slug(self.primary, &slugs).await?;
        let stored: BTreeMap<&str, &StoredProduct> =
            stored.iter().map(|stored| (stored.draft.slug.as_str(), stored)).collect();
        let applied: Vec<_> = groups
            .iter()
            .map(|group| {
                let before = stored.get(group.slug.as_str()).copied();
                (group, before, apply(before.map(|before| &before.draft), group, self.sheet, self.reference))
            })
            .collect();
        let skus = applied.iter().filter_map(|(_, _, result)| result.as_ref().ok());
        let skus: Vec<&str> =
            skus.flat_map(|applied| &applied.draft.variants).map(|variant| variant.sku.as_str()).collect();
        let taken = taken(self.primary, &skus).await?;
        let mut batch = Batch::default();
        for (group, before, result) in applied {
            match result {
                Err(problems) => batch.done.problems.extend(problems),
                Ok(Applied { draft, stock }) => match self.clashes(&draft, group, &taken) {
                    problems if problems.is_empty() => self.add(&mut batch, before, draft, stock),
                    problems => batch.done.problems.extend(problems),
                },
            }
        }
        Ok(batch)
    }

    /// SKUs that another product has, of the shop or of the file.
    fn clashes(&mut self, draft: &ProductDraft, group: &Group, taken: &BTreeMap<String, String>) -> Vec<Problem> {
        let mut problems = Vec::new();
        for variant in &draft.variants {
            let owner = self.skus.entry(variant.sku.clone()).or_insert_with(|| draft.slug.clone());
            let is_taken = *owner != draft.slug || taken.get(&variant.sku).is_some_and(|slug| *slug != draft.slug);
            if is_taken {
                let line = self.sheet.line_of(group, &variant.sku);
                problems.push(Problem { line, column: self.sheet.name_of("sku"), code: DefectCode::Taken });
            }
        }
        problems
    }

    fn add(
        &self,
        batch: &mut Batch,
        before: Option<&StoredProduct>,
        mut draft: ProductDraft,
        stock: Vec<(String, String, i64)>,
    ) {
        let known = before.map(|before| &before.draft);
        if !newly_missing(known, &draft, self.reference).is_empty() {
            batch.done.held_back.push(draft.slug.clone());
            draft.state = ProductState::Draft;
        }
        let stock = stock.into_iter().map(|(sku, location, quantity)| InitialStock { sku, location, quantity });
        match before {
            Some(before) if before.draft == draft => {
                batch.done.unchanged += 1;
                return;
            }
            Some(before) => {
                batch.done.updated += 1;
                batch.changes.push(ProductChange::of(before, draft));
            }
            None => {
                batch.done.created += 1;
                batch.changes.push(ProductChange::new(draft));
            }
        }
        batch.stock.extend(stock);
    }
}

async fn taken(sql: &dyn Sql, skus: &[&str]) -> Result<BTreeMap<String, String>, SqlError> {
    let rows = sql.query(SKUS_TAKEN, vec![Value::from(to_json("skus", &skus)?)]).await?;
    rows.into_iter().map(|mut row| Ok((row.text("sku")?, row.text("slug")?))).collect()
}
