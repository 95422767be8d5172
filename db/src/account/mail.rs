//! The mails about accounts that wait in the outbox, for the mailbox of development.

use outpost_domain::ids::AccountTokenId;

use crate::sql::{Row, Sql, SqlError};

const MAILS: &str = include_str!("../../queries/account/mails.sql");

/// A mail about an account. What the person removed since is not there any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// What it is about, e.g. `account.verify_email`.
    pub topic: String,
    /// When it was due, in seconds since 1970.
    pub created_at: i64,
    /// The customer's address.
    pub email: Option<String>,
    /// The customer's name.
    pub name: Option<String>,
    /// The language of the mail.
    pub locale_code: Option<String>,
    /// The market of its links.
    pub market_code: Option<String>,
    /// Of the link in it.
    pub token_id: Option<AccountTokenId>,
    /// Another address that it goes to.
    pub token_email: Option<String>,
    /// The browser that it tells of.
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
        email: row.get("email")?,
        name: row.get("name")?,
        locale_code: row.get("locale_code")?,
        market_code: row.get("market_code")?,
        token_id: token_id.map(|text| text.parse()).transpose().map_err(shape)?,
        token_email: row.get("token_email")?,
        user_agent: row.get("user_agent")?,
    })
}
