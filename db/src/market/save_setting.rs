//! The command that gives a setting of a market a value.

use outpost_domain::ids::CommandId;
use outpost_domain::market::MarketCode;
use outpost_domain::settings::{Setting, SettingError};

use crate::command::{CommandRefusal, Refusal, Sender, begin, send};
use crate::sql::{Sql, SqlError, Value};

const SAVE_SETTING: &str = include_str!("../../queries/market/save_setting.sql");

/// A setting and its new value.
#[derive(Clone, Debug)]
pub struct SaveSetting {
    /// Made by the caller.
    pub id: CommandId,
    /// Who sends it.
    pub sender: Sender,
    /// Of which market.
    pub market: MarketCode,
    /// Which setting.
    pub setting: Setting,
    /// The value as it was typed; empty for none.
    pub value: String,
}

/// Why a setting was not saved. Nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingRefusal {
    /// The setting cannot have this value.
    #[error(transparent)]
    Value(#[from] SettingError),
    /// There is no such market.
    #[error("there is no such market")]
    NotFound,
    /// What any command can be refused for.
    #[error(transparent)]
    Command(#[from] CommandRefusal),
    /// The database failed or could not be reached; retry with the same id.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// Saves it. Every page of the market shows it from then on.
pub async fn save_setting(primary: &dyn Sql, wish: &SaveSetting) -> Result<(), SettingRefusal> {
    let SaveSetting { id, sender, market, setting, value } = wish;
    let value = setting.value(value)?;
    let mut parameters = begin(id, "save_setting", &(market, setting.code(), &value), sender)?;
    parameters.extend([Value::from(market.as_str()), Value::from(setting.code()), Value::from(value)]);
    send(primary, SAVE_SETTING, parameters, typed).await
}

fn typed(refusal: &Refusal) -> Option<SettingRefusal> {
    match refusal.code.as_str() {
        "not_found" => Some(SettingRefusal::NotFound),
        _ => CommandRefusal::of(refusal).map(SettingRefusal::Command),
    }
}
