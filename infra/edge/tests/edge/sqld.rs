//! A real sqld, where the variable SQLD names one.

use super::site::request_to;
use http::Request;
use http_body_util::Full;
use serde_json::json;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;

/// A primary that is ended with its test.
pub struct Sqld {
    pub addr: SocketAddr,
    command: Command,
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
            let free = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
            let (addr, followed) = (free(), free().to_string());
            let mut command = Command::new(program);
            command.args(["--no-welcome", "--http-listen-addr", &addr.to_string(), "--grpc-listen-addr", &followed]);
            command.args(["--max-concurrent-connections", "2", "--disable-intelligent-throttling"]);
            command.arg("--db-path").arg(folder.join("sqld")).stdout(Stdio::null()).stderr(Stdio::null());
            let process = command.spawn().unwrap();
            let mut sqld = Self { addr, command, process };
            if sqld.listens().await {
                return sqld;
            }
        }
        panic!("sqld does not start");
    }

    async fn listens(&mut self) -> bool {
        let began = Instant::now();
        while self.process.try_wait().unwrap().is_none() && began.elapsed() < Duration::from_secs(20) {
            if TcpStream::connect(self.addr).await.is_ok() {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        false
    }

    /// As `kill -9` does.
    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts it again on the same address.
    pub async fn restart(&mut self) {
        self.process = self.command.spawn().unwrap();
        assert!(self.listens().await, "sqld does not start again");
    }

    /// Runs a statement that must succeed; the first value of its first row, if any.
    pub async fn run(&self, sql: &str) -> Option<String> {
        let execute = json!({ "type": "execute", "stmt": { "sql": sql } });
        let body = json!({ "requests": [execute, { "type": "close" }] }).to_string();
        let answer = request_to(self.addr, Request::post("/v2/pipeline").body(Full::from(body)).unwrap()).await;
        let answer: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        let result = &answer["results"][0];
        assert_eq!(result["type"], "ok", "{sql}: {answer}");
        result["response"]["result"]["rows"][0][0]["value"].as_str().map(str::to_owned)
    }
}

impl Drop for Sqld {
    fn drop(&mut self) {
        // One that has ended cannot be killed.
        drop(self.process.kill());
        self.process.wait().unwrap();
    }
}
