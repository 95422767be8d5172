//! What a schema consists of, and the statements that name its parts: no statement takes a name as a parameter.

use outpost_db::native::Database;
use outpost_db::sql::{Sql, SqlError, Value};
use outpost_db::transaction::Statement;

const TABLES: &str = include_str!("../../queries/load/tables.sql");
const COLUMNS: &str = include_str!("../../queries/load/columns.sql");
const TRIGGERS: &str = include_str!("../../queries/load/triggers.sql");

/// A table with rows of its own, full-text indexes' inner ones included.
pub(super) struct Table {
    name: String,
    columns: Vec<String>,
}

impl Table {
    /// The tables of a database.
    pub(super) async fn all(database: &Database) -> Result<Vec<Self>, SqlError> {
        let mut tables = Vec::new();
        for mut row in database.query(TABLES, Vec::new()).await? {
            let name = row.text("name")?;
            let columns = database.query(COLUMNS, vec![Value::from(name.as_str())]).await?;
            let columns = columns.into_iter().map(|mut column| Ok(quoted(&column.text("name")?)));
            tables.push(Self { name: quoted(&name), columns: columns.collect::<Result<_, SqlError>>()? });
        }
        Ok(tables)
    }

    /// How many values a row has.
    pub(super) fn width(&self) -> usize {
        self.columns.len()
    }

    /// Reads all rows.
    pub(super) fn select(&self) -> String {
        format!("SELECT {} FROM {}", self.columns.join(", "), self.name)
    }

    /// Stores so many rows. A fresh database has some of them already: of its version, of an empty index.
    pub(super) fn insert(&self, rows: usize) -> String {
        let row = format!("({})", vec!["?"; self.width()].join(", "));
        let rows = vec![row; rows].join(", ");
        format!("INSERT OR REPLACE INTO {} ({}) VALUES {rows}", self.name, self.columns.join(", "))
    }
}

/// A trigger of a table or of a command's view.
pub(super) struct Trigger {
    name: String,
    sql: String,
}

impl Trigger {
    /// The triggers of a database.
    pub(super) async fn all(database: &Database) -> Result<Vec<Self>, SqlError> {
        let rows = database.query(TRIGGERS, Vec::new()).await?;
        rows.into_iter().map(|mut row| Ok(Self { name: quoted(&row.text("name")?), sql: row.text("sql")? })).collect()
    }

    /// Takes it away.
    pub(super) fn drop(&self) -> Statement {
        Statement::new(format!("DROP TRIGGER {}", self.name), Vec::new())
    }

    /// Makes it again.
    pub(super) fn create(self) -> Statement {
        Statement::new(self.sql, Vec::new())
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
