//! The mails about accounts that wait in the outbox, for the mailbox of development.

use outpost_domain::ids::AccountTokenId;
use outpost_domain::market::MarketLocale;

use super::page::market_locale;
use crate::sql::{Row, Sql, SqlError};

const MAILS: &str = include_str!("../../queries/account/mails.sql");

/// A mail about an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// What it is about, e.g. `account.verify_email`.
    pub topic: String,
    /// When it was due, in seconds since 1970.
    pub created_at: i64,
    /// The customer's address.
    pub email: String,
    /// The customer's name; may be empty.
    pub name: String,
    /// The language of the mail, and the market of its links.
    pub market_locale: MarketLocale,
    /// Of the link in it; `None` where it has none, or the link is not valid any more.
    pub token_id: Option<AccountTokenId>,
    /// The new address that it goes to, where it confirms one.
    pub token_email: Option<String>,
    /// The browser that it tells of, where it tells of one.
    pub user_agent: Option<String>,
}

/// The newest mails about accounts, at most a hundred. For development: it walks through the outbox.
pub async fn mails(sql: &dyn Sql) -> Result<Vec<Mail>, SqlError> {
    sql.query(MAILS, Vec::new()).await?.into_iter().map(read).collect()
}

fn read(mut row: Row) -> Result<Mail, SqlError> {
    let shape = |_| SqlError::Shape { column: "token_id".to_owned(), expected: "a token's id" };
    let token_id = row.get::<Option<String>>("token_id")?;
    Ok(Mail {
        topic: row.text("topic")?,
        created_at: row.integer("created_at")?,
        email: row.text("email")?,
        name: row.text("name")?,
        market_locale: market_locale(&mut row)?,
        token_id: token_id.map(|text| text.parse()).transpose().map_err(shape)?,
        token_email: row.get("token_email")?,
        user_agent: row.get("user_agent")?,
    })
}
