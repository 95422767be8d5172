//! The edge host's program.

use clap::Parser;
use outpost_edge::cli::{Cli, Command};
use outpost_edge::{Host, log};
use std::io::Write;
use std::process::ExitCode;
use tokio::signal::unix::{SignalKind, signal};

/// A request makes and frees hundreds of small objects; the system's allocator took a tenth of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let Command::Up(up) = Cli::parse().command;
    log::start(up.log_format, &up.region);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("cannot start: {error}")),
    };
    runtime.block_on(async {
        let running = match Host::start(up.into_options()).await {
            Ok(running) => running,
            Err(error) => return fail(&error.to_string()),
        };
        let signals = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
        let (Ok(mut terminate), Ok(mut interrupt)) = signals else {
            return fail("cannot listen for signals");
        };
        if let Err(error) = announce(running.addr) {
            return fail(&format!("cannot write to standard output: {error}"));
        }
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping");
        running.shutdown().await;
        ExitCode::SUCCESS
    })
}

/// Others wait for this line.
fn announce(addr: std::net::SocketAddr) -> std::io::Result<()> {
    let mut out = std::io::stdout();
    writeln!(out, "ready http://{addr}")?;
    out.flush()
}

fn fail(message: &str) -> ExitCode {
    eprintln!("outpost-edge: {message}");
    ExitCode::FAILURE
}
