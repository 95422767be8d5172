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
    /// Starts it with the options that a primary needs, and waits until it listens.
    pub async fn start(program: &Path, folder: &Path) -> Self {
        let free = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
        let (addr, followed) = (free(), free().to_string());
        let mut command = Command::new(program);
        command.args(["--no-welcome", "--http-listen-addr", &addr.to_string(), "--grpc-listen-addr", &followed]);
        command.args(["--max-concurrent-connections", "2", "--disable-intelligent-throttling"]);
        command.arg("--db-path").arg(folder.join("sqld")).stdout(Stdio::null()).stderr(Stdio::null());
        let sqld = Self { addr, process: command.spawn().unwrap() };
        let began = Instant::now();
        while TcpStream::connect(addr).await.is_err() {
            assert!(began.elapsed() < Duration::from_secs(20), "sqld does not start");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        sqld
    }
}

impl Drop for Sqld {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}
