//! How sqld is started: one that writes, and those that follow it.

use std::ffi::OsString;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::files;
use crate::process::{Program, Readiness};

/// What a primary must be started with.
///
/// sqld 0.24 hands the right to write from one connection to the next in a queue. With three or more writing at once, a
/// connection that gives up while another one checkpoints stays in that queue: once its turn comes, nobody writes until
/// sqld is started again. With two it cannot happen, and the others wait before they have a connection. The throttling
/// would take several of the two places at once, and wait for ever.
const FEW_WRITERS: [&str; 3] = ["--max-concurrent-connections", "2", "--disable-intelligent-throttling"];

/// Puts a seeded database where an sqld with that data folder takes it for its own, unless it has one; returns where.
///
/// # Errors
/// When it cannot be copied.
pub(crate) fn take_over(data: &Path, seeded: &Path) -> Result<PathBuf> {
    let database = data.join("dbs/default/data");
    if !database.is_file() {
        files::create_folder(&data.join("dbs/default"))?;
        fs::copy(seeded, &database).with_context(|| format!("copying {}", seeded.display()))?;
    }
    Ok(database)
}

/// One that writes; others follow it at `followed`.
pub(crate) fn primary(file: &Path, data: PathBuf, address: SocketAddr, followed: SocketAddr, log: PathBuf) -> Program {
    let role = [OsString::from("--grpc-listen-addr"), followed.to_string().into()];
    program(file, data, address, role.into_iter().chain(FEW_WRITERS.map(OsString::from)), log)
}

/// One that follows the primary, which it reaches at `primary`.
pub(crate) fn replica(file: &Path, data: PathBuf, address: SocketAddr, primary: SocketAddr, log: PathBuf) -> Program {
    program(file, data, address, ["--primary-grpc-url".into(), format!("http://{primary}").into()], log)
}

fn program(
    file: &Path,
    data: PathBuf,
    address: SocketAddr,
    role: impl IntoIterator<Item = OsString>,
    log: PathBuf,
) -> Program {
    let mut arguments = vec!["--no-welcome".into(), "--db-path".into(), data.into_os_string()];
    arguments.extend(["--http-listen-addr".into(), address.to_string().into()]);
    arguments.extend(role);
    Program { file: file.to_owned(), arguments, environment: Vec::new(), log, readiness: Readiness::Answers(address) }
}
