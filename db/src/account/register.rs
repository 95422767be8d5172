//! The command that makes an account.

use outpost_domain::account::{Email, TokenPurpose};
use outpost_domain::ids::{AccountTokenId, CommandId, CustomerId};
use outpost_domain::market::MarketLocale;

use super::refusal::{AccountRefusal, send};
use crate::command::{Sender, begin};
use crate::sql::{Sql, Value};

const REGISTER: &str = include_str!("../../queries/account/register_customer.sql");

/// A new account, which waits until its mail address is confirmed.
#[derive(Clone, Debug)]
pub struct Register {
    /// Made by the caller.
    pub customer_id: CustomerId,
    /// Of the link that confirms the address; made by the caller.
    pub token_id: AccountTokenId,
    /// The address.
    pub email: Email,
    /// How the customer wants to be called; may be empty.
    pub name: String,
    /// Language and market of the mails.
    pub prefix: MarketLocale,
    /// The hash of the password, sealed.
    pub password_hash: String,
}

/// Makes an account. Where the address has one already, its owner gets a mail and nothing changes; callers cannot tell.
pub async fn register(
    primary: &dyn Sql,
    id: CommandId,
    sender: &Sender,
    register: &Register,
) -> Result<(), AccountRefusal> {
    let digest = register.email.digest();
    // The hash has a salt: the same wish has another hash.
    let wish = (register.customer_id, &digest, &register.name, register.prefix);
    let begin = begin(id, "register_customer", &wish, sender)?;
    let own = [
        Value::from(register.customer_id.to_string()),
        Value::from(register.token_id.to_string()),
        Value::from(register.email.as_str()),
        Value::from(digest),
        Value::from(register.name.as_str()),
        Value::from(register.prefix.locale.code()),
        Value::from(register.prefix.market.code()),
        Value::from(register.password_hash.as_str()),
        Value::from(TokenPurpose::VerifyEmail.ttl_seconds()),
    ];
    send(primary, REGISTER, begin, own).await
}
