//! The projector: brings projections up to what the catalogue says now.

use std::collections::BTreeSet;

use outpost_domain::ids::CommandId;
use serde::Serialize;

use super::changes::Changes;
use super::project::project;
use super::reference::Reference;
use super::rows::ProductRows;
use super::source::{ProductSource, read_sources};
use crate::catalogue::only;
use crate::command::{Refusal, Sender, begin, send, to_json};
use crate::sql::{Row, Sql, SqlError, Value};

const HAS_PENDING: &str = include_str!("../../queries/projector/has_pending.sql");
const TAKE_LEASE: &str = include_str!("../../queries/projector/take_lease.sql");
const END_LEASE: &str = include_str!("../../queries/projector/end_lease.sql");
const MOVE_SCOPES: &str = include_str!("../../queries/projector/move_scopes.sql");
const PENDING: &str = include_str!("../../queries/projector/pending.sql");
const APPLY: &str = include_str!("../../queries/projector/apply.sql");

/// Batches of one run: a run ends well before its request does, and whatever is left waits for the next one.
const BATCHES_MAX: usize = 20;

/// What a run of the projector did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaughtUp {
    /// How many products it projected.
    pub products: usize,
    /// How many batches it read in vain, because a product changed meanwhile.
    pub stale: usize,
}

/// A product whose projections are behind.
#[derive(Clone, Copy, Debug, Serialize)]
struct Pending {
    product_id: i64,
    marked_version: i64,
}

/// Whether any projection is behind, or a scope is still to move. One small statement.
pub async fn has_pending(sql: &dyn Sql) -> Result<bool, SqlError> {
    only(sql.query(HAS_PENDING, Vec::new()).await?)?.boolean("has_pending")
}

/// Projects the products that are marked, in batches, until none is left or another projector is at work. `sender` is who
/// asks for it, and `ids` makes command ids.
///
/// Each batch is one command, which is refused where a product changed after it was read: it is then read again.
pub async fn catch_up(
    primary: &dyn Sql,
    sender: &Sender,
    ids: &mut (dyn FnMut() -> CommandId + Send),
) -> Result<CaughtUp, SqlError> {
    let holder = ids().to_string();
    primary.query(TAKE_LEASE, vec![Value::from(holder.as_str())]).await?;
    let done = batches(primary, &holder, sender, ids).await;
    // Scopes that moved within this second wait for the next run.
    let done = match done {
        Ok(done) => primary.query(MOVE_SCOPES, Vec::new()).await.map(|_| done),
        Err(error) => Err(error),
    };
    let ended = primary.query(END_LEASE, vec![Value::from(holder)]).await;
    let done = done?;
    ended.map(|_| done)
}

async fn batches(
    primary: &dyn Sql,
    holder: &str,
    sender: &Sender,
    ids: &mut (dyn FnMut() -> CommandId + Send),
) -> Result<CaughtUp, SqlError> {
    let mut done = CaughtUp::default();
    for _ in 0..BATCHES_MAX {
        let pending = pending(primary, holder).await?;
        if pending.is_empty() {
            break;
        }
        match batch(primary, &pending, holder, sender, ids()).await {
            Ok(()) => done.products += pending.len(),
            Err(BatchError::SourceChanged) => done.stale += 1,
            Err(BatchError::LeaseLost) => break,
            Err(BatchError::Sql(error)) => return Err(error),
        }
    }
    Ok(done)
}

/// The next batch; none where another projector holds the lease.
async fn pending(primary: &dyn Sql, holder: &str) -> Result<Vec<Pending>, SqlError> {
    let rows = primary.query(PENDING, vec![Value::from(holder)]).await?;
    let read = |mut row: Row| {
        Ok(Pending { product_id: row.integer("product_id")?, marked_version: row.integer("marked_version")? })
    };
    rows.into_iter().map(read).collect()
}

/// Why a batch was not stored.
#[derive(thiserror::Error, Debug)]
enum BatchError {
    #[error("a product changed after it was read")]
    SourceChanged,
    #[error("the lease is another's")]
    LeaseLost,
    #[error(transparent)]
    Sql(#[from] SqlError),
}

async fn batch(
    primary: &dyn Sql,
    pending: &[Pending],
    holder: &str,
    sender: &Sender,
    id: CommandId,
) -> Result<(), BatchError> {
    // Versions were read before the rows: a product that changes from here on has another version when it is stored.
    let products: Vec<i64> = pending.iter().map(|pending| pending.product_id).collect();
    let reference = Reference::read(primary).await?;
    let sources = read_sources(primary, &products).await?;
    let stored = ProductRows::stored(primary, &products).await?;
    let derived = project(&sources, &reference);
    let in_stock: BTreeSet<i64> = sources.iter().filter(|source| source.is_in_stock()).map(ProductSource::id).collect();
    let changes = Changes::between(primary, &stored, &derived, &in_stock).await?;
    let mut parameters = begin(id, "apply_projection", &(holder, pending), sender)?;
    parameters.extend([Value::from(holder), Value::from(to_json("products", &pending)?)]);
    parameters.extend(changes.parameters()?);
    let typed = |refusal: &Refusal| match refusal.code.as_str() {
        "source_changed" => Some(BatchError::SourceChanged),
        "lease_lost" => Some(BatchError::LeaseLost),
        _ => None,
    };
    send(primary, APPLY, parameters, typed).await
}
