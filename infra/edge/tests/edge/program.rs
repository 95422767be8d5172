//! The program itself: its first line, its signals, and what it leaves behind when it is killed.

use super::site::{options, request_to};
use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::Full;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

struct Program {
    child: Child,
    addr: SocketAddr,
}

fn start(folder: &Path) -> Program {
    let mut child = Command::new(env!("CARGO_BIN_EXE_outpost-edge"))
        .args(["up", "--listen", "127.0.0.1:0", "--variable", "token=x", "--component-id", "probe", "--from"])
        .arg(folder)
        .arg("--runtime-config-file")
        .arg(folder.join("runtime.toml"))
        .arg("--cache-dir")
        .arg(super::site::cache())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let addr = line.trim().strip_prefix("ready http://").expect("the first line says where it serves");
    Program { addr: addr.parse().unwrap(), child }
}

async fn post(addr: SocketAddr, statement: &str) -> Option<StatusCode> {
    let path = format!("/sql/primary?{}", super::site::encode(statement));
    let request = Request::post(path).body(Full::<Bytes>::default()).unwrap();
    // A connection that the kill broke panics inside the client's task: it counts as not acknowledged.
    tokio::spawn(request_to(addr, request)).await.ok().map(|answer| answer.status)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_acknowledged_write_survives_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    drop(options(folder.path()));
    let mut program = start(folder.path());
    post(program.addr, "CREATE TABLE item (id INTEGER PRIMARY KEY)").await.unwrap();
    let mut acknowledged = Vec::new();
    for round in 0..3_u32 {
        let addr = program.addr;
        let writers = (0..8_u32).map(|writer| async move {
            let mut done = Vec::new();
            for turn in 0.. {
                let id = round * 1_000_000 + writer * 10_000 + turn;
                match post(addr, &format!("INSERT INTO item VALUES ({id})")).await {
                    Some(StatusCode::OK) => done.push(id),
                    _ => break,
                }
            }
            done
        });
        let killer = async {
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            program.child.kill().unwrap();
        };
        let (done, ()) = tokio::join!(futures_util::future::join_all(writers), killer);
        program.child.wait().unwrap();
        acknowledged.extend(done.into_iter().flatten());
        program = start(folder.path());
    }
    assert!(acknowledged.len() > 30, "only {} writes were acknowledged", acknowledged.len());
    let request = Request::get("/sql/default?SELECT%20id%20FROM%20item").body(Full::default()).unwrap();
    let body = request_to(program.addr, request).await.body;
    let stored: std::collections::HashSet<u32> = body.lines().filter_map(|line| line.parse().ok()).collect();
    let lost: Vec<&u32> = acknowledged.iter().filter(|id| !stored.contains(id)).collect();
    assert!(lost.is_empty(), "{lost:?}");
    program.child.kill().unwrap();
    program.child.wait().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_terminated_program_finishes_its_requests_and_exits_with_success() {
    let folder = tempfile::tempdir().unwrap();
    drop(options(folder.path()));
    let mut program = start(folder.path());
    let request = Request::get("/sleep?500").body(Full::<Bytes>::default()).unwrap();
    let slow = tokio::spawn(request_to(program.addr, request));
    tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    let killed = Command::new("kill").arg(program.child.id().to_string()).status().unwrap();
    assert!(killed.success());
    assert_eq!(slow.await.unwrap().status, StatusCode::OK);
    assert!(program.child.wait().unwrap().success());
}
