//! A real sqld, where the variable SQLD names one.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use outpost_db::hrana::{Remote, Server};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep};

/// A server that writes, and its data folder; both go with it.
pub struct Sqld {
    program: PathBuf,
    folder: TempDir,
    address: SocketAddr,
    process: Child,
}

impl Sqld {
    /// Starts one with an empty folder, unless there is no program; that is said then.
    pub async fn start() -> Option<Self> {
        let Some(program) = std::env::var_os("SQLD").filter(|program| !program.is_empty()).map(PathBuf::from) else {
            eprintln!("left out: the variable SQLD names no sqld");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("sqld")).unwrap();
        let (address, process) = run(&program, &folder.path().join("sqld")).await;
        Some(Self { program, folder, address, process })
    }

    /// Its data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("sqld")
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn remote(&self) -> Remote {
        Remote::new(&Server::new(&self.url(), "").unwrap()).unwrap()
    }

    /// Stops it as an operator does.
    pub fn stop(&mut self) {
        let id = Pid::from_raw(self.process.id().cast_signed()).unwrap();
        kill_process(id, Signal::TERM).unwrap();
        self.process.wait().unwrap();
    }

    /// Starts it again over its folder.
    pub async fn start_again(&mut self) {
        (self.address, self.process) = run(&self.program, &self.data()).await;
    }
}

impl Drop for Sqld {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Somebody else may take a port that was free a moment ago, so it is tried again.
async fn run(program: &Path, data: &Path) -> (SocketAddr, Child) {
    for _ in 0..5 {
        let free = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
        let (address, followed) = (free(), free().to_string());
        let mut command = Command::new(program);
        command.args(["--no-welcome", "--http-listen-addr", &address.to_string(), "--grpc-listen-addr", &followed]);
        command.args(["--max-concurrent-connections", "2", "--disable-intelligent-throttling"]);
        command.arg("--db-path").arg(data).stdout(Stdio::null()).stderr(Stdio::null());
        let mut process = command.spawn().unwrap();
        let began = Instant::now();
        while process.try_wait().unwrap().is_none() && began.elapsed() < Duration::from_secs(20) {
            if TcpStream::connect(address).await.is_ok() {
                return (address, process);
            }
            sleep(Duration::from_millis(20)).await;
        }
        drop(process.kill());
        process.wait().unwrap();
    }
    panic!("sqld does not start");
}
