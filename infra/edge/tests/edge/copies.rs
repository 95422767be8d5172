//! A region: commands go to a primary over HTTP, reads to a copy beside the edge, whatever happens to either.

use super::site::{Site, encode, request_to, with_headers};
use http::{Method, StatusCode};
use outpost_edge::primary::RunningPrimary;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::net::TcpListener;

/// A primary with one table, and a region that copies it.
struct Region {
    folder: TempDir,
    primary: Option<RunningPrimary>,
    addr: SocketAddr,
    site: Site,
}

/// Configuration of a region whose pages come from a copy that is kept in the way `copied` names, or else from the
/// primary itself.
pub fn runtime_config(folder: &Path, primary: SocketAddr, copied: Option<&str>) -> PathBuf {
    let server = format!("url = \"http://{primary}\"\n");
    let default = match copied {
        Some(source) => {
            let copy = folder.join("copy").display().to_string();
            let copy = format!("source = {source:?}\nsync_interval = \"50ms\"\npath = {copy:?}\n");
            format!("type = \"replica\"\n{copy}{server}")
        }
        None => format!("type = \"libsql\"\n{server}"),
    };
    let text = format!("[sqlite_database.default]\n{default}\n[sqlite_database.primary]\ntype = \"libsql\"\n{server}");
    let file = folder.join("region.toml");
    fs::write(&file, text).unwrap();
    file
}

pub async fn primary(folder: &Path, addr: SocketAddr) -> RunningPrimary {
    RunningPrimary::start(&folder.join("primary.db"), addr).await.unwrap()
}

impl Region {
    async fn open() -> Self {
        Self::with(Some("snapshot")).await
    }

    async fn with(copied: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let primary = primary(folder.path(), SocketAddr::from(([127, 0, 0, 1], 0))).await;
        let addr = primary.addr;
        let config = runtime_config(folder.path(), addr, copied);
        let site = Site::with(|options| options.runtime_config = Some(config)).await;
        let region = Self { folder, primary: Some(primary), addr, site };
        region.write("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT)").await;
        region.write("INSERT INTO item VALUES (1, 'one')").await;
        region.eventually("1").await;
        region
    }

    async fn write(&self, statement: &str) {
        let answer = self.site.sql("primary", statement).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    }

    async fn count(&self) -> Result<String, String> {
        let answer = self.site.sql("default", "SELECT count(*) FROM item").await;
        match answer.body.lines().nth(1) {
            Some(count) if answer.status == StatusCode::OK => Ok(count.to_owned()),
            _ => Err(answer.body),
        }
    }

    async fn eventually(&self, count: &str) {
        let began = Instant::now();
        while self.count().await.as_deref() != Ok(count) {
            assert!(began.elapsed() < Duration::from_secs(10), "{:?} is not {count}", self.count().await);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    async fn stop_primary(&mut self) {
        self.primary.take().unwrap().shutdown().await;
    }

    fn copies(&self) -> Vec<PathBuf> {
        let folders = fs::read_dir(self.folder.path().join("copy")).unwrap();
        folders.map(|folder| folder.unwrap().path().join("data.db")).filter(|file| file.exists()).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_reaches_the_copy_and_a_copy_takes_no_writes() {
    let region = Region::open().await;
    for id in 2..=5 {
        region.write(&format!("INSERT INTO item VALUES ({id}, 'more')")).await;
        region.eventually(&id.to_string()).await;
    }
    let refused = region.site.sql("default", "DELETE FROM item").await;
    assert_eq!(refused.body, "Error::Io(\"this label is a copy for reading; write to the primary\")");
    assert!(region.copies().len() <= 2, "old copies go: {:?}", region.copies());
    let reads = region.site.metric("outpost_edge_primary_reads_total{label=\"primary\"}").await;
    assert_eq!(reads, 0.0, "no page asked the primary");
    assert!(region.site.metric("outpost_edge_copy_syncs_total{label=\"default\"}").await >= 4.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_crosses_the_wire_in_sqlites_own_words_and_every_type_of_value_too() {
    let region = Region::open().await;
    region
        .write("CREATE TRIGGER no BEFORE DELETE ON item BEGIN SELECT RAISE(ABORT, 'refused:kept {\"id\":1}'); END")
        .await;
    let refused = region.site.sql("primary", "DELETE FROM item").await;
    assert_eq!(refused.body, "Error::Io(\"refused:kept {\\\"id\\\":1}\")");
    let values = region.site.sql("primary", "SELECT 9223372036854775807 AS a, 1.5, 'ü', x'0aff', NULL").await;
    assert_eq!(values.body.lines().nth(1), Some("9223372036854775807|1.5|ü|[0a, ff]|null"));
    let began = region.site.get(&format!("/tx/primary?{}", encode("BEGIN; DELETE FROM item"))).await;
    assert_eq!(began.status, StatusCode::BAD_REQUEST, "single statements only");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_is_damaged_is_made_anew_and_no_read_fails_meanwhile() {
    let region = Region::open().await;
    for (turn, harm) in [0, 1, 2].into_iter().enumerate() {
        for file in region.copies() {
            let bytes = fs::read(&file).unwrap();
            match harm {
                0 => fs::write(&file, vec![0x5a; bytes.len()]).unwrap(),
                1 => fs::write(&file, &bytes[..bytes.len() / 2]).unwrap(),
                _ => fs::write(&file, b"").unwrap(),
            }
        }
        for _ in 0..50 {
            assert_eq!(region.count().await.as_deref(), Ok("1"), "harm {harm}");
        }
        let began = Instant::now();
        let line = "outpost_edge_copy_resyncs_total{label=\"default\"}";
        while region.site.metric(line).await < (turn + 1) as f64
            || region.site.metric("outpost_edge_copy_ready{label=\"default\"}").await < 1.0
        {
            assert!(began.elapsed() < Duration::from_secs(10), "harm {harm} is noticed and mended");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_primary_reads_go_on_writes_fail_fast_and_all_recovers_by_itself() {
    let mut region = Region::open().await;
    region.stop_primary().await;
    let mut slowest = Duration::ZERO;
    for turn in 0..20 {
        assert_eq!(region.count().await.as_deref(), Ok("1"));
        let began = Instant::now();
        let answer = region.site.sql("primary", "INSERT INTO item (name) VALUES ('lost')").await;
        assert!(answer.body.starts_with("Error::Io(\"primary unreachable: "), "{}", answer.body);
        if turn > 10 {
            slowest = slowest.max(began.elapsed());
        }
    }
    assert!(slowest < Duration::from_millis(100), "nobody waits for a primary known to be gone: {slowest:?}");
    let line = "outpost_edge_primary_breaker_open{label=\"primary\"}";
    assert_eq!(region.site.metric(line).await, 1.0);
    region.primary = Some(primary(region.folder.path(), region.addr).await);
    let began = Instant::now();
    while region.site.sql("primary", "INSERT INTO item (name) VALUES ('back')").await.status != StatusCode::OK {
        assert!(began.elapsed() < Duration::from_secs(10));
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    region.eventually("2").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_primary_that_never_answers_costs_a_bounded_time() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = silent.local_addr().unwrap();
    tokio::spawn(async move {
        let mut kept = Vec::new();
        while let Ok((stream, _)) = silent.accept().await {
            kept.push(stream);
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let config = runtime_config(folder.path(), addr, None);
    let site = Site::with(|options| {
        options.runtime_config = Some(config);
        options.limits.request_time = Duration::from_secs(10);
    })
    .await;
    let began = Instant::now();
    let answers = futures_util::future::join_all((0..5).map(|_| site.sql("primary", "SELECT 1"))).await;
    assert!(answers.iter().all(|answer| answer.body == "Error::Io(\"primary unreachable: timed out\")"), "{answers:?}");
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    let began = Instant::now();
    let fast = site.sql("primary", "SELECT 1").await;
    assert!(fast.body.contains("not asked") && began.elapsed() < Duration::from_millis(500), "{}", fast.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_region_starts_with_its_older_copy_when_the_primary_is_gone() {
    let mut region = Region::open().await;
    region.stop_primary().await;
    let Region { folder, site, addr, .. } = region;
    site.running.shutdown().await;
    // The copy outlives the host: its task ends with the runtime, so the folder is taken as a crash leaves it.
    let crashed = folder.path().join("crashed");
    fs::create_dir(&crashed).unwrap();
    let newest = fs::read_dir(folder.path().join("copy")).unwrap().map(|one| one.unwrap().path()).max().unwrap();
    let copy = |number: &str, data: &[u8], files: &[&str]| {
        let folder = crashed.join("copy").join(number);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("data.db"), data).unwrap();
        files.iter().for_each(|file| fs::write(folder.join(file), "").unwrap());
    };
    let whole = fs::read(newest.join("data.db")).unwrap();
    copy("7", &whole, &["complete"]);
    copy("8", b"", &["complete"]);
    copy("9", b"half a snapshot", &[]);
    copy("10", &whole, &[]);
    // Nobody listens there any more.
    let gone = SocketAddr::from(([127, 0, 0, 1], 9));
    assert_ne!(gone, addr);
    let config = runtime_config(&crashed, gone, Some("snapshot"));
    let site = Site::with(|options| options.runtime_config = Some(config)).await;
    let answer = site.sql("default", "SELECT count(*) FROM item").await;
    assert_eq!((answer.status, answer.body.lines().nth(1)), (StatusCode::OK, Some("1")), "{}", answer.body);
    let left: Vec<_> = fs::read_dir(crashed.join("copy")).unwrap().map(|one| one.unwrap().file_name()).collect();
    assert_eq!(left, ["7"], "what is of no use is removed");
}

#[tokio::test(flavor = "multi_thread")]
async fn both_labels_may_be_servers_as_on_stock_spin() {
    let region = Region::with(None).await;
    region.write("INSERT INTO item VALUES (2, 'two')").await;
    assert_eq!(region.count().await.as_deref(), Ok("2"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_regions_own_server_is_shown_beside_the_primary_and_missed_when_it_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let near_folder = tempfile::tempdir().unwrap();
    let any = SocketAddr::from(([127, 0, 0, 1], 0));
    let (far, near) = (primary(folder.path(), any).await, primary(near_folder.path(), any).await);
    let server = |name: &str, addr| format!("[sqlite_database.{name}]\ntype = \"libsql\"\nurl = \"http://{addr}\"\n");
    let config = folder.path().join("region.toml");
    fs::write(&config, server("default", near.addr) + &server("primary", far.addr)).unwrap();
    let site = Site::with(|options| options.runtime_config = Some(config)).await;
    let admin = site.running.admin_addr.unwrap();
    let read = async |path: &str| request_to(admin, with_headers(Method::GET, path, &[])).await.body;
    assert_eq!(site.sql("default", "SELECT 1").await.status, StatusCode::OK);
    assert!(read("/").await.contains("a libSQL server that follows the primary"));
    assert_eq!(read("/healthz").await, "ok\n");
    near.shutdown().await;
    for _ in 0..4 {
        site.sql("default", "SELECT 1").await;
    }
    assert_eq!(read("/healthz").await, "degraded: The server behind \"default\" does not answer: its pages fail.\n");
    assert_eq!(site.metric("outpost_edge_copy_ready{label=\"default\"}").await, 0.0);
    far.shutdown().await;
}
