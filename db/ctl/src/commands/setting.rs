//! `outpost-ctl setting MARKET NAME VALUE`: gives a setting of a market a value.

use std::process::ExitCode;

use clap::Args;
use outpost_db::market::{SaveSetting, save_setting};
use outpost_domain::ids::CommandId;
use outpost_domain::market::MarketCode;
use outpost_domain::settings::Setting;
use uuid::Uuid;

use super::sender::sender;
use super::target::TargetArguments;

/// Which setting, and its value.
#[derive(Args)]
pub struct Arguments {
    /// The code of the market, e.g. `gb`.
    market: MarketCode,
    /// The name of the setting, e.g. `company_name`.
    name: Setting,
    /// Its value; empty for none.
    value: String,
    #[command(flatten)]
    target: TargetArguments,
}

/// Runs the command.
pub async fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let Arguments { market, name, value, target } = arguments;
    let database = target.target()?.open().await?;
    let command = SaveSetting {
        id: CommandId::new(Uuid::now_v7()),
        sender: sender()?,
        market: *market,
        setting: *name,
        value: value.clone(),
    };
    save_setting(&*database, &command).await?;
    Ok(ExitCode::SUCCESS)
}
