//! What customers prove themselves with besides a password.

use outpost_domain::ids::CommandId;
use serde::Serialize;

use super::refusal::{AccountRefusal, send};
use crate::command::{Sender, begin, to_json};
use crate::sql::{Sql, Value};

const SET_TOTP: &str = include_str!("../../queries/account/set_totp.sql");

/// An authenticator app, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totp {
    /// Its secret, sealed.
    pub secret: String,
    /// The newest step whose code was used.
    pub step: i64,
}

/// The proof of a login beside the password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum SecondFactor {
    /// The step of a code that is right.
    Totp(i64),
    /// The hash of a recovery code, which counts if it is there and was not used.
    RecoveryCode(String),
}

/// A customer's authenticator app and recovery codes.
#[derive(Clone, Debug)]
pub struct SetTotp {
    /// Of the credential that the present password was compared with.
    pub credential_version: i64,
    /// The app, whose first code was right; `None` takes it away.
    pub totp: Option<Totp>,
    /// The hashes of the recovery codes.
    pub code_hashes: Vec<String>,
}

/// Sets up an authenticator app, or takes it away.
pub async fn set_totp(primary: &dyn Sql, id: CommandId, sender: &Sender, set: &SetTotp) -> Result<(), AccountRefusal> {
    // Sealed again, the same secret is another text.
    let begin = begin(id, "set_totp", &(set.credential_version, set.totp.is_some(), &set.code_hashes), sender)?;
    let own = [
        Value::from(set.credential_version),
        Value::from(set.totp.as_ref().map(|totp| totp.secret.as_str())),
        Value::from(set.totp.as_ref().map(|totp| totp.step)),
        Value::from(to_json("code_hashes", &set.code_hashes)?),
    ];
    send(primary, SET_TOTP, begin, own).await
}
