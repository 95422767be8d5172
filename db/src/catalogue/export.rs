//! Gives all products out as a file in our own layout.

use outpost_domain::catalogue::Reference;
use outpost_domain::catalogue::file::{FileError, Writer};

use super::draft::products_after;
use crate::sql::{Sql, SqlError};

/// Gives out every product in the order in which they came in, part by part.
pub async fn export(
    sql: &dyn Sql,
    reference: &Reference,
    give: &mut (dyn FnMut(Vec<u8>) -> std::io::Result<()> + Send),
) -> Result<usize, ExportError> {
    let mut writer = Writer::new(reference)?;
    let (mut last, mut count) = (0, 0);
    loop {
        let products = products_after(sql, last).await?;
        for product in &products {
            writer.product(&product.draft)?;
            last = product.id;
        }
        count += products.len();
        give(writer.take()?)?;
        if products.is_empty() {
            return Ok(count);
        }
    }
}

/// Why products were not given out.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database failed or could not be reached.
    #[error(transparent)]
    Sql(#[from] SqlError),
    /// A line could not be made.
    #[error(transparent)]
    Line(#[from] FileError),
    /// What was made could not be put anywhere.
    #[error(transparent)]
    Write(#[from] std::io::Error),
}
