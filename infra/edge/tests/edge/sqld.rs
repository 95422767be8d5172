//! A real sqld, where the variable SQLD names one.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;

/// A primary that is ended with its test.
pub struct Sqld {
    pub addr: SocketAddr,
    process: Child,
}

/// Its program, where there is one; else says so.
pub fn program() -> Option<PathBuf> {
    let program = std::env::var_os("SQLD").filter(|program| !program.is_empty()).map(PathBuf::from);
    if program.is_none() {
        eprintln!("left out: the variable SQLD names no sqld");
    }
    program
}

impl Sqld {
    /// Starts it with the options that a primary needs, and waits until it listens. Somebody else may take a port that
    /// was free a moment ago, so it is tried again.
    pub async fn start(program: &Path, folder: &Path) -> Self {
        for _ in 0..5 {
            let mut sqld = Self::spawn(program, folder);
            let began = Instant::now();
            while sqld.process.try_wait().unwrap().is_none() && began.elapsed() < Duration::from_secs(20) {
                if TcpStream::connect(sqld.addr).await.is_ok() {
                    return sqld;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        panic!("sqld does not start");
    }

    fn spawn(program: &Path, folder: &Path) -> Self {
        let free = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
        let (addr, followed) = (free(), free().to_string());
        let mut command = Command::new(program);
        command.args(["--no-welcome", "--http-listen-addr", &addr.to_string(), "--grpc-listen-addr", &followed]);
        command.args(["--max-concurrent-connections", "2", "--disable-intelligent-throttling"]);
        command.arg("--db-path").arg(folder.join("sqld")).stdout(Stdio::null()).stderr(Stdio::null());
        Self { addr, process: command.spawn().unwrap() }
    }
}

impl Drop for Sqld {
    fn drop(&mut self) {
        // One that has ended cannot be killed.
        drop(self.process.kill());
        self.process.wait().unwrap();
    }
}
