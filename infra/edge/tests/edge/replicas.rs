//! A region with an embedded replica: commands go to a real sqld over HTTP, reads to the replica beside the edge, whatever
//! happens to either.

use super::site::Site;
use super::sqld::{self, Sqld};
use http::{Request, StatusCode};
use http_body_util::Full;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A primary with one table, and a region with a replica of it.
struct Region {
    folder: TempDir,
    primary: Sqld,
    site: Site,
}

/// Configuration of a region whose pages come from a replica of `primary`.
pub fn runtime_config(folder: &Path, primary: SocketAddr) -> PathBuf {
    let server = format!("url = \"http://{primary}\"\n");
    let replica = folder.join("replica").display().to_string();
    let text = format!(
        "[sqlite_database.default]\ntype = \"replica\"\nsync_interval = \"50ms\"\npath = {replica:?}\n{server}\
         [sqlite_database.primary]\ntype = \"libsql\"\n{server}"
    );
    let file = folder.join("region.toml");
    fs::write(&file, text).unwrap();
    file
}

impl Region {
    /// `None` where there is no sqld.
    async fn open() -> Option<Self> {
        let program = sqld::program()?;
        let folder = tempfile::tempdir().unwrap();
        let primary = Sqld::start(&program, folder.path()).await;
        let config = runtime_config(folder.path(), primary.addr);
        let site = Site::with(|options| options.runtime_config = Some(config)).await;
        let region = Self { folder, primary, site };
        region.write("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT)").await;
        region.write("INSERT INTO item VALUES (1, 'one')").await;
        region.eventually("1").await;
        // The primary answers, and the replica is withheld, until it has the table.
        while region.metric("outpost_edge_copy_ready{label=\"default\"}").await < 1.0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Some(region)
    }

    async fn write(&self, statement: &str) {
        let answer = self.site.sql("primary", statement).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    }

    async fn count(&self) -> Result<String, String> {
        count(&self.site).await
    }

    async fn eventually(&self, count: &str) {
        let began = Instant::now();
        while self.count().await.as_deref() != Ok(count) {
            assert!(began.elapsed() < Duration::from_secs(10), "{:?} is not {count}", self.count().await);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// The database and its log, but not the shared memory, which is the host's own.
    fn files(&self) -> Vec<PathBuf> {
        let folders = fs::read_dir(self.folder.path().join("replica")).unwrap().map(|folder| folder.unwrap().path());
        let files = folders.flat_map(|folder| ["data.db", "data.db-wal"].map(|name| folder.join(name)));
        files.filter(|file| file.exists()).collect()
    }

    async fn metric(&self, line: &str) -> f64 {
        self.site.metric(line).await
    }
}

async fn count(site: &Site) -> Result<String, String> {
    let answer = site.sql("default", "SELECT count(*) FROM item").await;
    match answer.body.lines().nth(1) {
        Some(count) if answer.status == StatusCode::OK => Ok(count.to_owned()),
        _ => Err(answer.body),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_reaches_the_replica_and_a_replica_takes_no_writes() {
    let Some(region) = Region::open().await else { return };
    for id in 2..=5 {
        region.write(&format!("INSERT INTO item VALUES ({id}, 'more')")).await;
        region.eventually(&id.to_string()).await;
    }
    let refused = region.site.sql("default", "DELETE FROM item").await;
    assert_eq!(refused.body, "Error::Io(\"this label is a replica for reading; write to the primary\")");
    assert!(region.metric("outpost_edge_copy_syncs_total{label=\"default\"}").await >= 4.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replica_whose_files_are_damaged_fails_no_read_and_shows_what_is_written_next() {
    let Some(region) = Region::open().await else { return };
    // Whether it is made anew depends on what readers hold in memory and on what the next write brings; `freshness` and
    // the drills damage replicas for long enough to see that.
    for (turn, harm) in ["overwritten", "empty"].into_iter().enumerate() {
        for file in region.files() {
            let length = if harm == "empty" { 0 } else { fs::read(&file).unwrap().len() };
            fs::write(&file, vec![0x5a; length]).unwrap();
        }
        // What the readers have in memory is sound, so a write has them look at the files.
        region.write("INSERT INTO item SELECT max(id) + 1, 'more' FROM item").await;
        let began = Instant::now();
        let expected = (turn + 2).to_string();
        while region.count().await.as_deref() != Ok(&expected) {
            assert!(region.count().await.is_ok(), "{harm}: {:?}", region.count().await);
            assert!(began.elapsed() < Duration::from_secs(30), "{harm}: the write is shown");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_primary_reads_go_on_writes_fail_fast_and_all_recovers_by_itself() {
    let Some(mut region) = Region::open().await else { return };
    region.primary.kill();
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
    println!("a write to a primary known to be gone failed within {slowest:?}");
    assert_eq!(region.metric("outpost_edge_primary_breaker_open{label=\"primary\"}").await, 1.0);
    region.primary.restart().await;
    let began = Instant::now();
    while region.site.sql("primary", "INSERT INTO item (name) VALUES ('back')").await.status != StatusCode::OK {
        assert!(began.elapsed() < Duration::from_secs(10));
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    region.eventually("2").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_region_starts_with_its_older_replica_when_the_primary_is_gone() {
    let Some(mut region) = Region::open().await else { return };
    region.primary.kill();
    let Region { folder, site, .. } = region;
    site.running.shutdown().await;
    // The replica outlives the host: its task ends with the runtime, so the folder is taken as a crash leaves it.
    let newest = fs::read_dir(folder.path().join("replica")).unwrap().map(|one| one.unwrap().path()).max().unwrap();
    let crashed = folder.path().join("crashed");
    let copy = |number: &str, is_whole: bool, mark: &[&str]| {
        let folder = crashed.join("replica").join(number);
        fs::create_dir_all(&folder).unwrap();
        for file in fs::read_dir(&newest).unwrap().map(|file| file.unwrap().path()) {
            let name = file.file_name().unwrap();
            match name.to_str() {
                Some("data.db-shm" | "complete") => {}
                Some("data.db") if !is_whole => fs::write(folder.join(name), b"").unwrap(),
                _ => drop(fs::copy(&file, folder.join(name)).unwrap()),
            }
        }
        mark.iter().for_each(|file| fs::write(folder.join(file), "").unwrap());
    };
    copy("7", true, &["complete"]);
    copy("9", false, &[]);
    copy("10", true, &[]);
    // Nobody listens there any more.
    let config = runtime_config(&crashed, SocketAddr::from(([127, 0, 0, 1], 9)));
    let site = Site::with(|options| options.runtime_config = Some(config)).await;
    assert_eq!(count(&site).await.as_deref(), Ok("1"));
    let left: Vec<_> = fs::read_dir(crashed.join("replica")).unwrap().map(|one| one.unwrap().file_name()).collect();
    assert!(left.contains(&"7".into()) && left.len() <= 2, "what is of no use is removed: {left:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_finds_neither_replica_nor_primary_starts_and_says_so() {
    let Some(program) = sqld::program() else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut primary = Sqld::start(&program, folder.path()).await;
    primary.run("CREATE TABLE item (id INTEGER PRIMARY KEY)").await;
    primary.run("INSERT INTO item VALUES (1)").await;
    primary.kill();
    let began = Instant::now();
    let config = runtime_config(folder.path(), primary.addr);
    let site = Site::with(|options| options.runtime_config = Some(config)).await;
    println!("it starts after {:?}", began.elapsed());
    assert_eq!(site.get("/plain").await.status, StatusCode::OK);
    let answer = site.sql("default", "SELECT 1").await;
    assert!(answer.body.contains("primary unreachable"), "{}", answer.body);
    let health = Request::get("/healthz").body(Full::default()).unwrap();
    let health = super::site::request_to(site.running.admin_addr.unwrap(), health).await.body;
    assert!(health.starts_with("degraded: There is no copy behind \"default\""), "{health}");
    primary.restart().await;
    let began = Instant::now();
    while site.metric("outpost_edge_copy_ready{label=\"default\"}").await < 1.0 {
        assert!(began.elapsed() < Duration::from_secs(20), "it finds the primary by itself");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(count(&site).await.as_deref(), Ok("1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_may_read_a_replica() {
    use std::os::unix::fs::PermissionsExt;
    let Some(region) = Region::open().await else { return };
    let folder = region.folder.path().join("replica");
    for folder in [folder.clone(), region.files()[0].parent().unwrap().to_path_buf()] {
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700, "{}", folder.display());
    }
}
