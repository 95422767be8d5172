//! What every page of a customer reads in one statement: whose session it is, the page's content, how current it is.

use outpost_domain::ids::{CommandId, CustomerId};
use outpost_domain::market::MarketLocale;
use serde::de::DeserializeOwned;

use crate::catalogue::only;
use crate::command::SessionHash;
use crate::order::LogPosition;
use crate::sql::{Row, Sql, SqlError, Value};

/// The answer of one database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerPage<T> {
    /// Who is logged in, with the page's content; `None` where this database knows of no such session that is open.
    pub found: Option<(CustomerRecord, T)>,
    /// How current the database is.
    pub position: LogPosition,
    /// Whether it has the command that was asked for.
    pub has_command: bool,
}

/// A customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerRecord {
    /// Their id.
    pub id: CustomerId,
    /// Their confirmed mail address.
    pub email: String,
    /// How they want to be called; may be empty.
    pub name: String,
    /// The language of their mails, and their market.
    pub market_locale: MarketLocale,
    /// Since when, in seconds since 1970.
    pub created_at: i64,
}

/// Runs one of the statements behind a customer's pages, with values of its own after those that all have.
pub(super) async fn load<T: DeserializeOwned>(
    sql: &dyn Sql,
    statement: &str,
    session: &SessionHash,
    command: Option<CommandId>,
    own: impl IntoIterator<Item = Value>,
) -> Result<CustomerPage<T>, SqlError> {
    let mut parameters = vec![Value::from(session.to_string()), Value::from(command.map(|id| id.to_string()))];
    parameters.extend(own);
    let mut row = only(sql.query(statement, parameters).await?)?;
    let found = match row.get::<Option<String>>("customer_id")? {
        Some(id) => Some((customer(&id, &mut row)?, row.json("content")?)),
        None => None,
    };
    Ok(CustomerPage {
        found,
        position: LogPosition { epoch: row.integer("epoch")?, entry: row.integer("audit_entry")? },
        has_command: row.boolean("has_command")?,
    })
}

fn customer(id: &str, row: &mut Row) -> Result<CustomerRecord, SqlError> {
    let shape = |_| SqlError::Shape { column: "customer_id".to_owned(), expected: "a customer's id" };
    Ok(CustomerRecord {
        id: id.parse().map_err(shape)?,
        email: row.text("email")?,
        name: row.text("name")?,
        market_locale: market_locale(row)?,
        created_at: row.integer("created_at")?,
    })
}

/// Language and market of a customer, from their two columns.
pub(super) fn market_locale(row: &mut Row) -> Result<MarketLocale, SqlError> {
    Ok(MarketLocale::unlisted(&format!("{}-{}", row.text("locale_code")?, row.text("market_code")?)))
}
