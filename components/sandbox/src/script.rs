//! How tests want the provider to misbehave.

use std::str::FromStr;

use outpost_db::sql::{SqlError, Value};
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::payment::Unknown;
use crate::state::State;

/// The payment that is created next.
pub(crate) const NEXT: &str = "next";

/// What `POST /v1/script` takes. Everything that is left out is as with a well-behaved provider.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Script {
    /// A payment by its reference, its id at the shop or its order's number; `next` for the one that is created next.
    pub target: String,
    /// How late webhooks are.
    pub webhook_delay_ms: u32,
    /// How often each webhook is received: 2 doubles, 0 loses it.
    pub webhook_copies: u8,
    /// Webhooks of events that happen together come last first.
    pub webhooks_reversed: bool,
    /// What becomes of the shopper's next attempt.
    pub charge: Charge,
    /// So many calls of the API get no answer.
    pub silent_calls: u32,
    /// Whether such a call is carried out.
    pub silence: Silence,
}

impl Default for Script {
    fn default() -> Self {
        Self {
            target: NEXT.to_owned(),
            webhook_delay_ms: 0,
            webhook_copies: 1,
            webhooks_reversed: false,
            charge: Charge::ByCard,
            silent_calls: 0,
            silence: Silence::Before,
        }
    }
}

/// What becomes of an attempt to pay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Charge {
    /// What the card says.
    #[default]
    ByCard,
    /// The payment fails for good.
    Declined,
    /// The money is taken, and the shopper gets no answer.
    Timeout,
}

/// When a silent call ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Silence {
    /// Nothing happens.
    #[default]
    Before,
    /// The call is carried out.
    After,
}

impl Charge {
    const fn code(self) -> &'static str {
        match self {
            Self::ByCard => "by_card",
            Self::Declined => "declined",
            Self::Timeout => "timeout",
        }
    }
}

impl FromStr for Charge {
    type Err = Unknown;

    fn from_str(code: &str) -> Result<Self, Unknown> {
        [Self::ByCard, Self::Declined, Self::Timeout].into_iter().find(|charge| charge.code() == code).ok_or(Unknown)
    }
}

impl Silence {
    const fn code(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
        }
    }
}

impl FromStr for Silence {
    type Err = Unknown;

    fn from_str(code: &str) -> Result<Self, Unknown> {
        [Self::Before, Self::After].into_iter().find(|silence| silence.code() == code).ok_or(Unknown)
    }
}

/// Remembers a script in place of an earlier one of the same target.
pub(crate) async fn set(state: &State, script: &Script) -> Result<(), SqlError> {
    let parameters = vec![
        script.target.as_str().into(),
        script.webhook_delay_ms.into(),
        i64::from(script.webhook_copies).into(),
        i64::from(script.webhooks_reversed).into(),
        script.charge.code().into(),
        script.silent_calls.into(),
        script.silence.code().into(),
    ];
    state.database.query(include_str!("../queries/script/set.sql"), parameters).await.map(drop)
}

/// What concerns webhooks and charges of a payment.
pub(crate) async fn find(state: &State, targets: &[&str]) -> Result<Script, SqlError> {
    let statement = include_str!("../queries/script/find.sql");
    let Some(mut row) = state.database.query(statement, vec![list(targets)]).await?.into_first() else {
        return Ok(Script::default());
    };
    Ok(Script {
        webhook_delay_ms: row.number("webhook_delay_ms")?,
        webhook_copies: row.number("webhook_copies")?,
        webhooks_reversed: row.boolean("webhooks_reversed")?,
        charge: row.parse("charge", "what becomes of a charge")?,
        ..Script::default()
    })
}

/// Whether this call gets no answer, and when it ends. Each time counts.
pub(crate) async fn take_silence(state: &State, targets: &[&str]) -> Result<Option<Silence>, Fault> {
    let statement = include_str!("../queries/script/take_silence.sql");
    let row = state.database.query(statement, vec![list(targets)]).await?.into_first();
    Ok(row.map(|mut row| row.parse("silence", "when a silent call ends")).transpose()?)
}

fn list(targets: &[&str]) -> Value {
    serde_json::json!(targets).to_string().into()
}
