//! `cargo xtask up`: from sources to a served shop.

use std::{net::SocketAddr, os::unix::process::CommandExt, path::PathBuf};

use anyhow::{Context, Result};

use crate::{
    build, progress, setup,
    shop::{self, Shop},
    workspace::Workspace,
};

/// What it starts; the last one only for several regions.
const PROGRAMS: [&str; 3] = ["outpost-edge", "outpost-ctl", "outpost-regions"];

/// Build what changed, fill an empty database and serve the shop
///
/// Prints `admin http://…`, a link with which the owner sets up a login; `sandbox http://…`, where orders are paid without
/// money; `mail http://…`, where every mail is shown; and `ready http://…` once it serves. Ctrl-C stops all of it. The data
/// folder holds the database, the secrets that protect cookies and the runtime configuration; delete it to begin anew.
/// SPIN_VARIABLE_… sets variables of spin.toml.
/// With --regions it serves from several regions on this machine, each beside a copy of its own, prints the sandbox and a
/// `ready` for each, and keeps their data below `regions` in that folder: libSQL replicas of an sqld, which the variable
/// SQLD or PATH names or which is fetched once.
#[derive(clap::Args)]
pub struct Arguments {
    /// Address to serve on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:3000")]
    listen: SocketAddr,
    /// Folder for the database and all other state [default: data, in the repository]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Products in a new catalogue
    #[arg(long, value_name = "N", default_value_t = 1000)]
    products: u32,
    /// Serve from so many regions: home at --listen, the others on the ports that follow it
    #[arg(long, value_name = "N", default_value_t = 1)]
    regions: u16,
    /// Time from an overseas region to the primary and back, such as 150ms
    #[arg(long, value_name = "TIME", value_parser = milliseconds, default_value = "150ms", requires = "regions")]
    rtt: u64,
    /// How often a region asks the primary for what is new, such as 500ms or 1s
    #[arg(long, value_name = "TIME", value_parser = milliseconds, default_value = "1s", requires = "regions")]
    sync_interval: u64,
    /// What regions read from: embedded replicas, or an sqld in each region that is asked over HTTP
    #[arg(long, value_parser = ["replica", "sqld-http"], default_value = "replica", requires = "regions")]
    copies: String,
}

/// Runs the command. The edge host, or the program that starts one for each region, takes this process's place, so
/// signals reach it directly.
///
/// # Errors
/// Those of building and preparing; returns only on an error.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    // Migrating is too short to be a step of its own; seeding is one.
    progress::expect_steps(build::STEPS + 1);
    let programs: &[&str] = if arguments.regions <= 1 { &PROGRAMS[..2] } else { &PROGRAMS };
    build::everything(workspace, programs)?;
    let data = arguments.data.clone().unwrap_or_else(|| workspace.path("data"));
    if arguments.regions <= 1 {
        let shop = Shop::prepare(workspace, &data, arguments.products)?;
        shop.invite_owner(workspace, arguments.listen)?;
        if let Some((origin, _)) = shop.start_sandbox(workspace, arguments.listen)? {
            println!("sandbox {origin}");
        }
        println!("mail {}", shop::mailbox(arguments.listen));
        return Err(shop.host(workspace, arguments.listen)?.exec()).context("starting outpost-edge");
    }
    let sqld = setup::sqld::find()?;
    let shop = Shop::prepare(workspace, &data.join("regions"), arguments.products)?;
    let mut fleet = shop.fleet(workspace, &sqld);
    fleet.args(["--regions", &arguments.regions.to_string(), "--port", &arguments.listen.port().to_string()]);
    fleet.args(["--sandbox-port", &shop::sandbox_address(arguments.listen).port().to_string()]);
    fleet.args(["--rtt-ms", &arguments.rtt.to_string()]);
    fleet.args(["--sync-interval-ms", &arguments.sync_interval.to_string(), "--copies", &arguments.copies]);
    Err(fleet.exec()).context("starting outpost-regions")
}

/// `150ms`, `1s`, in milliseconds.
fn milliseconds(text: &str) -> Result<u64, String> {
    let (number, unit) = match text.strip_suffix("ms") {
        Some(number) => (number, 1),
        None => (text.strip_suffix('s').unwrap_or(text), 1000),
    };
    let wrong = || format!("{text:?} is no time; write 150ms or 1s");
    number.parse::<u64>().ok().and_then(|count| count.checked_mul(unit)).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_both_units() {
        let check = |text, expect| assert_eq!(milliseconds(text).ok(), expect, "{text}");
        check("150ms", Some(150));
        check("1s", Some(1000));
        check("2", Some(2000));
        check("0ms", Some(0));
        check("soon", None);
        check("1.5s", None);
    }
}
