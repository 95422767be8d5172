//! `cargo xtask demo`: the proof of concept, played by a browser with commentary.

use std::path::PathBuf;

use anyhow::Result;

use crate::{
    build,
    e2e::{Mode, Setting, free_address, script_and_shop},
    process,
    workspace::Workspace,
};

/// An ocean's worth.
const ROUND_TRIP_MS: u16 = 150;

/// Play the demonstration: three regions, an edit everywhere, the last piece, a region lost
///
/// Starts a fresh shop in London, Frankfurt and Tokyo, an ocean apart, behind a small front door that sends each shopper to
/// the nearest region that answers, as Azure Front Door does. Takes under five minutes once everything is built.
#[derive(clap::Args)]
pub struct Arguments {
    /// Keep pictures of what happens in this folder
    #[arg(long, value_name = "DIR")]
    record: Option<PathBuf>,
    /// Show the browser's window
    #[arg(long)]
    show: bool,
}

/// Runs the command.
///
/// # Errors
/// When the shop cannot be started or a part does not go as told.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    build::everything(workspace, &build::native::PROGRAMS)?;
    let front_door = free_address()?;
    let setting =
        Setting { round_trip_ms: ROUND_TRIP_MS, front_door: Some(front_door), ..Setting::new(Mode::Replica, 1000) };
    let (running, mut npm) = script_and_shop(workspace, "demo", setting)?;
    npm.env("OUTPOST_FRONT_DOOR", front_door.to_string()).env("OUTPOST_PROCESSES", running.processes.join(" "));
    npm.env("OUTPOST_INVITATION", &running.invitation);
    if let Some(folder) = &arguments.record {
        npm.env("OUTPOST_RECORD", std::path::absolute(folder)?);
    }
    npm.env("OUTPOST_SHOW", if arguments.show { "on" } else { "off" });
    process::run(&mut npm)
}
