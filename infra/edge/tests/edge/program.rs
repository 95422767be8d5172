//! The program itself: its first line, its signals, and what it leaves behind when it is killed.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::Full;

use super::site::{options, request_to};

pub struct Program {
    pub child: Child,
    pub addr: SocketAddr,
}

fn start(folder: &Path) -> Program {
    ready(&mut command(folder), Stdio::null())
}

pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_outpost-edge"));
    command
        .args([
            "up",
            "--listen",
            "127.0.0.1:0",
            "--variable",
            "token=tell-nobody-7",
            "--component-id",
            "probe",
            "--from",
        ])
        .arg(folder)
        .arg("--runtime-config-file")
        .arg(folder.join("runtime.toml"))
        .arg("--cache-dir")
        .arg(super::site::cache())
        // What others left in the environment is no reason not to start.
        .env("ODD", OsStr::from_bytes(b"\xff"));
    command
}

pub fn ready(command: &mut Command, log: Stdio) -> Program {
    let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
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

#[tokio::test(flavor = "multi_thread")]
async fn a_terminated_gateway_answers_for_the_command_that_it_has_begun() {
    let Some(sqld) = super::sqld::program() else { return };
    let folder = tempfile::tempdir().unwrap();
    let sqld = super::sqld::Sqld::start(&sqld, folder.path()).await;
    sqld.run("CREATE TABLE item (id INTEGER PRIMARY KEY)").await;
    let rows = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)";
    let slow = format!("INSERT INTO item {rows} SELECT i FROM n");
    let list = serde_json::json!([{ "name": "slow", "sql": slow }]).to_string();
    std::fs::write(folder.path().join("statements.json"), list).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_outpost-edge"));
    command.args(["gateway", "--listen", "127.0.0.1:0", "--sqld", &format!("http://{}", sqld.addr)]);
    command.arg("--statements").arg(folder.path().join("statements.json"));
    command.env("OUTPOST_GATEWAY_TOKENS", "tokyo=tokyo-tokyo-tokyo");
    let mut program = ready(&mut command, Stdio::null());
    let body = serde_json::json!({ "requests": [{ "type": "execute", "stmt": { "sql": slow } }] }).to_string();
    let request = Request::post("/v2/pipeline").header("authorization", "Bearer tokyo-tokyo-tokyo");
    let slow = tokio::spawn(request_to(program.addr, request.body(Full::<Bytes>::from(body)).unwrap()));
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    assert!(Command::new("kill").arg(program.child.id().to_string()).status().unwrap().success());
    let answer = slow.await.unwrap();
    assert!(answer.body.contains("\"affected_row_count\":1000000"), "{}", answer.body);
    assert!(program.child.wait().unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn files_and_folders_of_data_are_made_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    drop(options(folder.path()));
    let state = folder.path().join("state");
    let mut command = command(folder.path());
    command.arg("--state-dir").arg(&state);
    let mut program = ready(&mut command, Stdio::null());
    assert_eq!(post(program.addr, "CREATE TABLE item (id INTEGER PRIMARY KEY)").await, Some(StatusCode::OK));
    let set = Request::get("/kv/default/set?a=1").body(Full::default()).unwrap();
    assert_eq!(request_to(program.addr, set).await.status, StatusCode::OK);
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&state), 0o700);
    for file in [state.join("sqlite_key_value.db"), folder.path().join("shop.db"), folder.path().join("shop.db-wal")] {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    program.child.kill().unwrap();
    program.child.wait().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_is_in_no_log_and_no_refusal() {
    let folder = tempfile::tempdir().unwrap();
    drop(options(folder.path()));
    let log = folder.path().join("log");
    let mut command = command(folder.path());
    command.env("RUST_LOG", "debug").args(["--access-log", "--log-format", "json"]);
    let mut program = ready(&mut command, File::create(&log).unwrap().into());
    for (path, told) in [("/variable?token", true), ("/fault/panic", false), ("/nowhere", false)] {
        let answer = request_to(program.addr, Request::get(path).body(Full::default()).unwrap()).await;
        assert_eq!(answer.body.contains("tell-nobody"), told, "{path}: {}", answer.body);
    }
    program.child.kill().unwrap();
    program.child.wait().unwrap();
    let log = std::fs::read_to_string(log).unwrap();
    assert!(log.contains("an instance failed"), "{log}");
    assert!(!log.contains("tell-nobody"), "{log}");
}
