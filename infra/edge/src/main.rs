//! The edge host's program.

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use outpost_edge::cli::{Cli, Command, Up};
use outpost_edge::gateway::RunningGateway;
use outpost_edge::gateway::arguments::GatewayArguments;
use outpost_edge::{Host, descriptors, log};
use rustix::fs::Mode;
use tokio::signal::unix::{SignalKind, signal};

/// A request makes and frees hundreds of small objects; the system's allocator took a tenth of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often the host looks whether its parent still runs.
const PARENT_POLL: Duration = Duration::from_millis(500);

fn main() -> ExitCode {
    let command = Cli::parse().command;
    // Databases and key-value stores hold customers' data: files and folders are made for their owner only.
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(format!("cannot start: {error}")),
    };
    let ended = runtime.block_on(async {
        match command {
            Command::Up(options) => up(*options).await,
            Command::Gateway(arguments) => gateway(*arguments).await,
        }
    });
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => fail(message),
    }
}

async fn up(options: Up) -> Result<(), String> {
    log::start(options.log_format, &options.region);
    descriptors::raise();
    let (orphaned, lame_duck) = (orphaned(options.stop_with_parent), options.lame_duck);
    let running = Host::start(options.into_options()).await.map_err(message)?;
    announce(running.addr).map_err(message)?;
    tokio::select! {
        signal = interrupted() => if signal.map_err(message)? == SignalKind::terminate() {
            running.leave(lame_duck).await;
        },
        () = orphaned => {}
    }
    running.shutdown().await;
    Ok(())
}

async fn gateway(arguments: GatewayArguments) -> Result<(), String> {
    log::start(arguments.log_format, "gateway");
    descriptors::raise();
    let options = arguments.into_options().map_err(message)?;
    let running = RunningGateway::start(options).await.map_err(message)?;
    announce(running.addr).map_err(message)?;
    interrupted().await.map_err(message)?;
    running.shutdown().await;
    Ok(())
}

/// Which signal came to end the program.
async fn interrupted() -> io::Result<SignalKind> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let kind = tokio::select! {
        _ = terminate.recv() => SignalKind::terminate(),
        _ = interrupt.recv() => SignalKind::interrupt(),
    };
    tracing::info!("stopping");
    Ok(kind)
}

/// Completes when the parent process has ended, if that is asked for.
fn orphaned(is_asked: bool) -> impl Future<Output = ()> {
    let parent = rustix::process::getppid();
    async move {
        while !is_asked || rustix::process::getppid() == parent {
            tokio::time::sleep(PARENT_POLL).await;
        }
    }
}

/// Scripts and tests wait for this line.
fn announce(addr: std::net::SocketAddr) -> io::Result<()> {
    let mut out = io::stdout();
    writeln!(out, "ready http://{addr}")?;
    out.flush()
}

fn message(error: impl Display) -> String {
    error.to_string()
}

fn fail(message: impl Display) -> ExitCode {
    eprintln!("outpost-edge: {message}");
    ExitCode::FAILURE
}
