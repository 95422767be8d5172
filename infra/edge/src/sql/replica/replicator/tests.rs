//! Embedded replicas whose syncs are cut short; one of them with a real sqld, where the variable SQLD names one.

use super::*;
use crate::sql::remote::{Client, Server};
use crate::sql::{Outcome, Statement, Value};
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command, Stdio};

/// A server that is ended with its test.
struct Sqld(Child);

impl Drop for Sqld {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

fn replica(url: String, folder: &Path) -> Replicator {
    let server = Server { url, token: String::new() };
    let config = ReplicaConfig { server, folder: folder.to_owned(), interval: Duration::ZERO };
    Replicator::new(config, SqlLimits::default())
}

fn statement(sql: impl Into<String>) -> Statement {
    Statement { sql: sql.into(), parameters: Vec::new() }
}

#[tokio::test]
async fn a_replica_that_was_never_whole_leaves_no_files() {
    let silent = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut replica = replica(format!("http://{}", silent.local_addr().unwrap()), folder.path());
    assert!(replica.sync_within(Duration::from_millis(200)).await.is_err());
    let half = replica.replica.as_ref().unwrap();
    assert!(half.folder.exists() && half.database.is_none(), "a sync that was cut short is not gone on with");
    assert!(!ReplicaFile::is_complete(&half.folder));
    replica.begin_anew();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_file_that_is_still_written_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("data.db");
    let limits = SqlLimits::default();
    released(file.clone(), limits).await.expect("nothing is there");
    let mut writer = Session::open(&file, &["PRAGMA journal_mode = WAL", "BEGIN IMMEDIATE"], limits).unwrap();
    let mut waiting = tokio::spawn(released(file, limits));
    assert!(tokio::time::timeout(Duration::from_millis(200), &mut waiting).await.is_err(), "somebody writes");
    writer.run(&statement("COMMIT")).unwrap();
    waiting.await.unwrap().expect("nobody writes any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn syncs_that_are_cut_short_leave_no_hole() {
    let Some(program) = std::env::var_os("SQLD").filter(|program| !program.is_empty()) else {
        eprintln!("left out: SQLD names no sqld");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let free = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
    let addr = free();
    let mut command = Command::new(program);
    command.args(["--no-welcome", "--http-listen-addr", &addr.to_string(), "--grpc-listen-addr", &free().to_string()]);
    command.arg("--db-path").arg(folder.path().join("primary")).stdout(Stdio::null()).stderr(Stdio::null());
    let _sqld = Sqld(command.spawn().unwrap());
    let url = format!("http://{addr}");
    let client = Client::new(Server { url: url.clone(), token: String::new() }).unwrap();
    let on_server = async |sql: String| -> Option<Outcome> {
        client.execute(statement(sql), 1 << 20, Duration::from_secs(10)).await.ok()
    };
    let create = "CREATE TABLE IF NOT EXISTS item (turn INTEGER, name TEXT)";
    while on_server(create.to_owned()).await.is_none() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let mut replica = replica(url, &folder.path().join("copy"));
    let file = replica.sync().await.unwrap().file.unwrap();
    let mut cut = 0;
    for turn in 0..40_u64 {
        let rows = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)";
        on_server(format!("INSERT INTO item {rows} SELECT {turn}, hex(randomblob(400)) FROM n")).await.unwrap();
        cut += u32::from(replica.sync_within(Duration::from_millis(5 + 3 * (turn % 20))).await.is_err());
    }
    replica.sync().await.unwrap();
    assert!(cut > 5, "only {cut} syncs were cut short");
    let counts = "SELECT turn, count(*), sum(length(name)) FROM item GROUP BY turn";
    let here = file.read(statement(counts)).await.1.unwrap().rows;
    assert_eq!(here, on_server(counts.to_owned()).await.unwrap().rows);
    let sound = file.read(statement("PRAGMA quick_check(1)")).await.1.unwrap().rows;
    assert_eq!(sound, [[Value::Text("ok".to_owned())]]);
}
