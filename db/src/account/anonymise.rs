//! The command that forgets a person.

use outpost_domain::ids::{CommandId, CustomerId};

use super::refusal::{AccountRefusal, send};
use crate::command::{Sender, begin};
use crate::sql::{Sql, Value};

const ANONYMISE: &str = include_str!("../../queries/account/anonymise_customer.sql");

/// A person who is to be forgotten.
#[derive(Clone, Debug)]
pub struct Anonymise {
    /// Whose account it is.
    pub customer_id: CustomerId,
    /// Of the credential that the password was compared with; `None` where staff do it.
    pub credential_version: Option<i64>,
}

/// Removes everything that names the person from their account, for good. Orders and invoices keep what the law demands.
pub async fn anonymise(
    primary: &dyn Sql,
    id: CommandId,
    sender: &Sender,
    anonymise: &Anonymise,
) -> Result<(), AccountRefusal> {
    let customer_id = anonymise.customer_id.to_string();
    let begin = begin(id, "anonymise_customer", &customer_id, sender)?;
    send(primary, ANONYMISE, begin, [Value::from(customer_id.as_str()), Value::from(anonymise.credential_version)])
        .await
}
