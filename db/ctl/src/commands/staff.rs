//! `outpost-ctl staff invite MAIL`: the way in for the first owner, and for whoever lost their login.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use outpost_db::staff::{InviteStaff, invite_staff};
use outpost_domain::ids::{CommandId, StaffId};
use outpost_domain::principal::SessionHash;
use uuid::Uuid;

use super::sender::sender;
use super::target::TargetArguments;

/// What can be done about staff.
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: StaffCommand,
}

#[derive(Subcommand)]
enum StaffCommand {
    /// Prints a link with which somebody sets up a login to the panel, once.
    Invite(InviteArguments),
}

#[derive(Args)]
struct InviteArguments {
    /// Whom, by mail address.
    email: String,
    /// With which role.
    #[arg(long, default_value = "owner")]
    role: String,
    /// Where the panel is reached.
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:3000")]
    public_url: String,
    /// How long the link lasts, in hours.
    #[arg(long, value_name = "HOURS", default_value_t = 72)]
    hours: u16,
    #[command(flatten)]
    target: TargetArguments,
}

/// Runs the command.
pub async fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let StaffCommand::Invite(InviteArguments { email, role, public_url, hours, target }) = &arguments.command;
    let database = target.target()?.open().await?;
    let token: String = rand::random::<[u8; 32]>().iter().map(|byte| format!("{byte:02x}")).collect();
    let command = InviteStaff {
        id: CommandId::new(Uuid::now_v7()),
        sender: sender()?,
        staff_id: StaffId::new(Uuid::now_v7()),
        email: email.clone(),
        role: role.clone(),
        token_hash: SessionHash::of(token.as_bytes()).as_str().to_owned(),
        ttl_seconds: i64::from(*hours) * 3_600,
    };
    invite_staff(&*database, &command).await?;
    println!("admin {}/admin/invitation/{token}", public_url.trim_end_matches('/'));
    Ok(ExitCode::SUCCESS)
}
