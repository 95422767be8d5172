//! Derived tables against what the same statements derive now.
//!
//! Temporary tables of the same names take the place of the stored ones while the projections run, so that there
//! is one definition of each.

use outpost_db::native::Database;
use outpost_db::sql::Sql;
use outpost_seed::projection;

use super::{Finding, VerifyError, offenders};

struct Derived {
    invariant: &'static str,
    shadow: &'static str,
    projection: &'static str,
    compare: &'static str,
    drop: &'static str,
}

macro_rules! derived {
    ($table:literal, $projection:expr, $sentence:literal) => {
        Derived {
            invariant: $sentence,
            shadow: include_str!(concat!("../../../queries/verify/", $table, "_shadow.sql")),
            projection: $projection,
            compare: include_str!(concat!("../../../queries/verify/", $table, ".sql")),
            drop: concat!("DROP TABLE temp.", $table),
        }
    };
}

const DERIVED: [Derived; 4] = [
    derived!("category_product", projection::CATEGORY_PRODUCT, "products are found in their category and all above"),
    derived!("listing", projection::LISTING, "listings show the prices and pictures of their products"),
    derived!("category_facet", projection::CATEGORY_FACET, "categories count their products right"),
    derived!("search_projection", projection::SEARCH_PROJECTION, "filters and searches look at products as they are"),
];

/// Derives each table anew and compares.
pub async fn verify(database: &Database) -> Result<Vec<Finding>, VerifyError> {
    let mut findings = Vec::new();
    for table in &DERIVED {
        database.query(table.shadow, Vec::new()).await?;
        let compared = async {
            database.query(table.projection, Vec::new()).await?;
            offenders(database, table.compare).await
        };
        let compared = compared.await;
        database.query(table.drop, Vec::new()).await?;
        findings.push(Finding { invariant: table.invariant, offenders: compared? });
    }
    Ok(findings)
}
