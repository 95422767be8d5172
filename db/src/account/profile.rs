//! A customer's name, language and market, and the orders they placed as a guest.

use outpost_domain::ids::CommandId;
use outpost_domain::market::MarketLocale;
use serde::Deserialize;

use super::page::{CustomerPage, load};
use super::refusal::{AccountRefusal, send};
use crate::command::{Sender, SessionHash, begin};
use crate::sql::{Sql, SqlError, Value};

const SAVE: &str = include_str!("../../queries/account/save_profile.sql");
const ADOPT: &str = include_str!("../../queries/account/adopt_orders.sql");
const PROFILE: &str = include_str!("../../queries/account/profile.sql");

/// What a customer may change without more proof.
#[derive(Clone, Debug)]
pub struct SaveProfile {
    /// How they want to be called; may be empty.
    pub name: String,
    /// Language and market of their mails.
    pub prefix: MarketLocale,
}

/// Saves name, language and market of whoever sends it.
pub async fn save_profile(
    primary: &dyn Sql,
    id: CommandId,
    sender: &Sender,
    profile: &SaveProfile,
) -> Result<(), AccountRefusal> {
    let begin = begin(id, "save_profile", &(&profile.name, profile.prefix), sender)?;
    let own = [
        Value::from(profile.name.as_str()),
        Value::from(profile.prefix.locale.code()),
        Value::from(profile.prefix.market.code()),
    ];
    send(primary, SAVE, begin, own).await
}

/// Lets the sender's guest orders join their account.
pub async fn adopt_orders(primary: &dyn Sql, id: CommandId, sender: &Sender) -> Result<(), AccountRefusal> {
    send(primary, ADOPT, begin(id, "adopt_orders", &(), sender)?, []).await
}

#[derive(Deserialize)]
struct NoContent {}

/// Whoever has this session.
pub async fn profile(
    sql: &dyn Sql,
    session: &SessionHash,
    command: Option<CommandId>,
) -> Result<CustomerPage<()>, SqlError> {
    let page = load::<NoContent>(sql, PROFILE, session, command, []).await?;
    let found = page.found.map(|(customer, NoContent {})| (customer, ()));
    Ok(CustomerPage { found, position: page.position, has_command: page.has_command })
}
