//! `outpost-ctl setting MARKET NAME VALUE`: gives a setting of a market a value.

use std::process::ExitCode;
use std::time::SystemTime;

use clap::Args;
use outpost_db::command::Sender;
use outpost_db::market::{SaveSetting, save_setting};
use outpost_domain::ids::CommandId;
use outpost_domain::market::MarketCode;
use outpost_domain::principal::Principal;
use outpost_domain::settings::Setting;
use uuid::Uuid;

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
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs();
    let request_id = format!("outpost-ctl-{}", Uuid::now_v7());
    let command = SaveSetting {
        id: CommandId::new(Uuid::now_v7()),
        sender: Sender {
            principal: Principal::System("outpost-ctl"),
            ..Sender::visitor(request_id, i64::try_from(now)?)
        },
        market: *market,
        setting: *name,
        value: value.clone(),
    };
    save_setting(&*database, &command).await?;
    Ok(ExitCode::SUCCESS)
}
