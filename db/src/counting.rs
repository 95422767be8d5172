//! An `Sql` port that counts statements, with which tests hold routes and reads to their budget.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::sql::{BoxFuture, Rows, Sql, SqlError, Value};

/// Passes statements on to another port and counts them.
#[derive(Debug, Default)]
pub struct Counting<T> {
    inner: T,
    statements: AtomicUsize,
}

impl<T: Sql> Counting<T> {
    /// Counts the statements that go to `inner`, from 0.
    pub const fn new(inner: T) -> Self {
        Self { inner, statements: AtomicUsize::new(0) }
    }

    /// The port behind it, whose statements are not counted.
    pub const fn inner(&self) -> &T {
        &self.inner
    }

    /// How many statements went through since it was made, or since [`Counting::take`].
    pub fn count(&self) -> usize {
        self.statements.load(Ordering::Relaxed)
    }

    /// The count, which begins at 0 again.
    pub fn take(&self) -> usize {
        self.statements.swap(0, Ordering::Relaxed)
    }
}

impl<T: Sql> Sql for Counting<T> {
    fn query<'a>(&'a self, statement: &'a str, parameters: Vec<Value>) -> BoxFuture<'a, Result<Rows, SqlError>> {
        self.statements.fetch_add(1, Ordering::Relaxed);
        self.inner.query(statement, parameters)
    }
}
