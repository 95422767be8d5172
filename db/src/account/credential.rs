//! What a login needs to know. Read from the primary: a password that was changed a moment ago counts.

use outpost_domain::account::Email;
use outpost_domain::ids::CustomerId;

use super::second_factor::Totp;
use crate::catalogue::only;
use crate::command::SessionHash;
use crate::sql::{Row, Sql, SqlError, Value};

const LOGIN: &str = include_str!("../../queries/account/login.sql");
const CREDENTIAL: &str = include_str!("../../queries/account/credential.sql");

/// The state of a mail address as a login sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// Who has the address; `None` where nobody has.
    pub credential: Option<Credential>,
    /// Wrong passwords in a row.
    pub failures: u32,
    /// Seconds until the next try; 0 for now.
    pub blocked_seconds: i64,
}

/// How a customer proves who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// The customer.
    pub customer_id: CustomerId,
    /// The hash of the password, sealed.
    pub password_hash: String,
    /// Rises with every password.
    pub version: i64,
    /// The authenticator app, if there is one.
    pub totp: Option<Totp>,
}

/// Reads what a login with `email` needs; one statement, whether the address has an account or not.
pub async fn login(primary: &dyn Sql, email: &Email) -> Result<Login, SqlError> {
    let mut row = only(primary.query(LOGIN, vec![Value::from(email.digest())]).await?)?;
    let customer_id = row.get::<Option<String>>("customer_id")?;
    let credential = match customer_id {
        Some(text) => Some(read(&text, &mut row)?),
        None => None,
    };
    Ok(Login { credential, failures: row.number("failures")?, blocked_seconds: row.integer("blocked_seconds")? })
}

/// The same for whoever has this session, with their mail address; `None` where it is over.
pub async fn credential(primary: &dyn Sql, session: &SessionHash) -> Result<Option<(String, Login)>, SqlError> {
    let rows = primary.query(CREDENTIAL, vec![Value::from(session.to_string())]).await?;
    let Some(mut row) = rows.into_first() else { return Ok(None) };
    let customer_id = row.text("customer_id")?;
    let login = Login {
        credential: Some(read(&customer_id, &mut row)?),
        failures: row.number("failures")?,
        blocked_seconds: row.integer("blocked_seconds")?,
    };
    Ok(Some((row.text("email")?, login)))
}

fn read(customer_id: &str, row: &mut Row) -> Result<Credential, SqlError> {
    let shape = |_| SqlError::Shape { column: "customer_id".to_owned(), expected: "a customer's id" };
    Ok(Credential {
        customer_id: customer_id.parse().map_err(shape)?,
        password_hash: row.text("password_hash")?,
        version: row.integer("version")?,
        totp: match row.get("totp_secret")? {
            Some(secret) => Some(Totp { secret, step: row.integer("totp_step")? }),
            None => None,
        },
    })
}
