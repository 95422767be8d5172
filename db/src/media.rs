//! Pictures, by the hash of their content.

use crate::sql::{Sql, SqlError, Value};

/// A picture as it is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// Its media type, such as `image/svg+xml`.
    pub content_type: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The picture whose content has that hash; one statement.
pub async fn read(sql: &dyn Sql, hash: &str) -> Result<Option<Media>, SqlError> {
    let rows = sql.query(include_str!("../queries/media/read.sql"), vec![Value::from(hash)]).await?;
    rows.into_first()
        .map(|mut row| Ok(Media { content_type: row.text("content_type")?, bytes: row.get("bytes")? }))
        .transpose()
}
