//! Pages of long lists: keyset paging, so that the last page costs what the first does, and counts that stay cheap.

use crate::sql::{Rows, SqlError};

/// Rows of a page. The statements of lists read one more, which tells whether there is a next page.
pub const PAGE_ROWS: usize = 50;
/// Lists are counted exactly up to so many rows. The statements count one more.
pub const COUNTED_MAX: usize = 1_000;

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows, at most [`PAGE_ROWS`].
    pub rows: Vec<T>,
    /// Whether rows follow.
    pub has_more: bool,
}

impl<T> Page<T> {
    /// A page from what a statement returned, each row read by `read`.
    pub(crate) fn read(rows: Rows, read: impl Fn(crate::sql::Row) -> Result<T, SqlError>) -> Result<Self, SqlError> {
        let mut rows = rows.into_iter().map(read).collect::<Result<Vec<T>, SqlError>>()?;
        let has_more = rows.len() > PAGE_ROWS;
        rows.truncate(PAGE_ROWS);
        Ok(Self { rows, has_more })
    }
}

/// How long a list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Exactly so many rows.
    Exactly(usize),
    /// More than [`COUNTED_MAX`].
    Many,
}

impl Count {
    /// A count from a statement that stops counting one row after [`COUNTED_MAX`].
    pub fn of(rows: i64) -> Self {
        match usize::try_from(rows) {
            Ok(rows) if rows <= COUNTED_MAX => Self::Exactly(rows),
            Ok(_) => Self::Many,
            Err(_) => Self::Exactly(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_exact_to_a_thousand() {
        assert_eq!(
            (Count::of(0), Count::of(1_000), Count::of(1_001)),
            (Count::Exactly(0), Count::Exactly(1_000), Count::Many)
        );
    }
}
