//! What the mails of some rows need.

use outpost_domain::ids::AccountTokenId;
use outpost_domain::market::MarketLocale;
use outpost_domain::order::OrderNumber;

use crate::catalogue::only;
use crate::command::to_json;
use crate::sql::{Row, Sql, SqlError, Value};

const SOURCES: &str = include_str!("../../queries/outbox/sources.sql");
const NEWEST: &str = include_str!("../../queries/outbox/newest.sql");
const DEAD: &str = include_str!("../../queries/outbox/dead.sql");

/// A row of the outbox, with what its mail needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailSource {
    /// The row's id.
    pub id: i64,
    /// The command that left it.
    pub command_id: String,
    /// What it is about, e.g. `order.placed`.
    pub topic: String,
    /// When the command ran, in seconds since 1970.
    pub created_at: i64,
    /// When it was sent.
    pub sent_at: Option<i64>,
    /// When it became a dead letter.
    pub gave_up_at: Option<i64>,
    /// The code of what went wrong last.
    pub error: Option<String>,
    /// Attempts that began.
    pub attempts: u32,
    /// How often staff had it sent once more.
    pub resends: u32,
    /// Where it goes; `None` where there is nobody to write to, or not any more.
    pub email: Option<String>,
    /// The reader's name; empty where it is not known.
    pub name: String,
    /// Language and market of the reader.
    pub market_locale: Option<MarketLocale>,
    /// The token of the link in it.
    pub token_id: Option<AccountTokenId>,
    /// The browser that it tells of.
    pub user_agent: Option<String>,
    /// The order that it is about.
    pub order_number: Option<OrderNumber>,
    /// Who carries the parcel that it is about; empty where it is not known.
    pub carrier: String,
    /// The parcel's tracking number; empty where there is none.
    pub tracking: String,
    /// The payment or refund that it is about, in minor units of the order's currency.
    pub amount_minor: Option<i64>,
}

/// What the mails of these rows need.
pub async fn sources(primary: &dyn Sql, ids: &[i64]) -> Result<Vec<MailSource>, SqlError> {
    read(primary, to_json("ids", &ids)?).await
}

/// The newest rows, the newest first. For the mailbox of development.
pub async fn newest(primary: &dyn Sql) -> Result<Vec<MailSource>, SqlError> {
    let ids = only(primary.query(NEWEST, Vec::new()).await?)?.text("ids")?;
    read(primary, ids).await
}

/// Dead letters, the newest first.
pub async fn dead_letters(sql: &dyn Sql) -> Result<Vec<MailSource>, SqlError> {
    let ids = only(sql.query(DEAD, Vec::new()).await?)?.text("ids")?;
    read(sql, ids).await
}

async fn read(sql: &dyn Sql, ids: String) -> Result<Vec<MailSource>, SqlError> {
    sql.query(SOURCES, vec![Value::from(ids)]).await?.into_iter().map(source).collect()
}

fn source(mut row: Row) -> Result<MailSource, SqlError> {
    Ok(MailSource {
        id: row.integer("id")?,
        command_id: row.text("command_id")?,
        topic: row.text("topic")?,
        created_at: row.integer("created_at")?,
        sent_at: row.get("sent_at")?,
        gave_up_at: row.get("gave_up_at")?,
        error: row.get("error")?,
        attempts: row.number("attempts")?,
        resends: row.number("resends")?,
        email: row.get("email")?,
        name: row.text("name")?,
        market_locale: row.get::<Option<String>>("market_locale")?.map(|text| MarketLocale::unlisted(&text)),
        token_id: optional(&mut row, "token_id", "a token's id")?,
        user_agent: row.get("user_agent")?,
        order_number: optional(&mut row, "order_number", "an order's number")?,
        carrier: row.text("carrier")?,
        tracking: row.text("tracking")?,
        amount_minor: row.get("amount_minor")?,
    })
}

fn optional<T: std::str::FromStr>(
    row: &mut Row,
    column: &'static str,
    expected: &'static str,
) -> Result<Option<T>, SqlError> {
    let text = row.get::<Option<String>>(column)?;
    text.map(|text| text.parse().map_err(|_| SqlError::Shape { column: column.to_owned(), expected })).transpose()
}
