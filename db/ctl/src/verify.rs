//! Invariants of a database, each with its name and who breaks it.

mod pictures;
mod projections;
mod search;

use outpost_db::native::Database;
use outpost_db::sql::{Sql, SqlError};

/// At most so many offenders are worth listing; a finding may hold one more.
pub const OFFENDERS_SHOWN: usize = 10;

/// What checking one invariant found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The invariant, as a sentence.
    pub invariant: &'static str,
    /// What breaks it, up to [`OFFENDERS_SHOWN`] and one; nothing where it holds.
    pub offenders: Vec<String>,
}

impl Finding {
    /// What is shown of it: nothing where it holds, else its offenders, each with the invariant.
    pub fn shown(&self) -> impl Iterator<Item = String> {
        self.offenders.iter().take(OFFENDERS_SHOWN).map(|offender| format!("{}: {offender}", self.invariant))
    }
}

/// Whether a finding says that pages of the file are damaged, or that rows refer to nothing.
pub fn is_damaged(finding: &Finding) -> bool {
    let [(file, _), (references, _), ..] = INVARIANTS;
    !finding.offenders.is_empty() && [file, references].contains(&finding.invariant)
}

/// Why a database could not be checked.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// A statement failed.
    #[error(transparent)]
    Sql(#[from] SqlError),
    /// A statement failed.
    #[error("while reading what was derived: {0}")]
    Storage(#[from] libsql::Error),
}

macro_rules! invariants {
    ($($file:literal: $sentence:literal,)*) => {
        [$(($sentence, include_str!(concat!("../../queries/verify/", $file, ".sql")))),*]
    };
}

/// Invariants that one statement checks: it returns the offenders.
const INVARIANTS: [(&str, &str); 14] = invariants! {
    "integrity": "the file is sound",
    "foreign_keys": "every reference leads somewhere",
    "ledger": "the movements of a level sum to its stock on hand",
    "allocations": "what orders hold of a level is what it has allocated",
    "order_totals": "an order's total is the sum of its lines and adjustments",
    "order_lines": "the allocations of an order line sum to its quantity",
    "order_holds": "orders that are over hold no stock, open ones have all of it",
    "payments": "a paid order has one payment over its total",
    "commands": "every order is in the command log",
    "texts": "every published product has its texts in every language",
    "prices": "every published product has a price, and prices make sense",
    "pictures": "every published product has a picture",
    "stock_state": "stock badges say what the levels say",
    "orphans": "no projection is of a product that is gone",
};

/// Checks every invariant, in a fixed order. Writes temporary tables only.
///
/// Projections are compared with what the catalogue says now: where an edit waits for the projector, they differ.
pub async fn verify(database: &Database) -> Result<Vec<Finding>, VerifyError> {
    let mut findings = Vec::new();
    for (invariant, statement) in INVARIANTS {
        findings.push(Finding { invariant, offenders: offenders(database, statement).await? });
    }
    findings.push(pictures::verify(database).await?);
    findings.extend(projections::verify(database).await?);
    findings.extend(search::verify(database).await?);
    Ok(findings)
}

/// The column `offender` of what `statement` returns.
async fn offenders(database: &Database, statement: &str) -> Result<Vec<String>, VerifyError> {
    let rows = database.query(statement, Vec::new()).await?;
    rows.into_iter().map(|mut row| row.text("offender").map_err(VerifyError::from)).collect()
}
