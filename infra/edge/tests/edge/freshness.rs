//! Random histories of a catalogue and its readers: no reader ever sees what the database beside the host no longer
//! holds, and nobody sees a page that another's cookie went into. That database is a file, or a replica of a
//! primary's.

use super::replicas::runtime_config;
use super::site::{Answer, Site};
use super::sqld::{self, Sqld};
use http::StatusCode;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestError, TestRunner};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tempfile::TempDir;

const VALUE: &str = "SELECT name FROM item WHERE id = 1";

#[derive(Debug, Clone, Copy)]
enum Step {
    /// The catalogue changes.
    Change,
    /// Somebody looks at the database beside the host itself: what it has now, no page may lack from now on.
    Look,
    /// The copy on the disk is cut to half.
    Damage,
    /// A visitor reads a page; 0 has no cookie. With `revalidates` it names the newest tag that it knows.
    Read { kind: &'static str, visitor: usize, revalidates: bool },
}

fn step() -> impl Strategy<Value = Step> {
    let kind = prop_oneof![3 => Just("keyed"), 2 => Just("private"), 1 => Just("sets")];
    let read = (kind, 0..3_usize, any::<bool>()).prop_map(|(kind, visitor, revalidates)| Step::Read {
        kind,
        visitor,
        revalidates,
    });
    prop_oneof![12 => Just(Step::Change), 6 => Just(Step::Look), 12 => Just(Step::Damage), 80 => read]
}

/// What is beside the host.
#[derive(Debug, Clone)]
enum Beside {
    /// The database itself.
    File,
    /// An embedded replica of that of an sqld, whose program this is.
    Embedded(PathBuf),
}

impl Beside {
    /// The primary, where there is one.
    async fn primary(&self, folder: &Path) -> Option<Sqld> {
        match self {
            Self::File => None,
            Self::Embedded(program) => Some(Sqld::start(program, folder).await),
        }
    }
}

/// In place: bytes that were read before a sync would be older ones after it.
fn cut(file: &Path) -> std::io::Result<()> {
    let file = fs::OpenOptions::new().write(true).open(file)?;
    file.set_len(file.metadata()?.len() / 2)
}

/// What became of all histories.
type Outcome = Result<(), TestError<Vec<Vec<Step>>>>;

/// What all readers together have seen.
struct History {
    site: Site,
    /// The primary, where the site has a copy, and the folder of both.
    elsewhere: Option<(Sqld, TempDir)>,
    /// The newest change that the database beside the host was seen to have.
    arrived: AtomicU64,
    tags: [Mutex<Option<String>>; 3],
    given: Mutex<HashSet<String>>,
    hits: AtomicU64,
    known: AtomicU64,
    /// Files that were cut to half.
    cut: AtomicU64,
    /// Damaged copies that were made anew, once all is over.
    resyncs: f64,
}

impl History {
    async fn take(&self, step: Step) {
        match step {
            Step::Change => {
                let value = self.site.change_catalogue().await;
                if self.elsewhere.is_none() {
                    self.arrived.fetch_max(value, Ordering::SeqCst);
                }
            }
            Step::Look => {
                let value = self.look().await.expect("a copy is there, or its primary");
                self.arrived.fetch_max(value, Ordering::SeqCst);
            }
            Step::Damage => self.copies().iter().for_each(|file| {
                // A copy whose successor has come is gone with its bytes.
                if cut(file).is_ok() {
                    self.cut.fetch_add(1, Ordering::Relaxed);
                }
            }),
            Step::Read { kind, visitor, revalidates } => self.read(kind, visitor, revalidates).await,
        }
    }

    async fn look(&self) -> Option<u64> {
        self.site.sql("default", VALUE).await.body.lines().nth(1)?.parse().ok()
    }

    /// The files of all copies, but for shared memory, which is the host's own. They come and go while one looks.
    fn copies(&self) -> Vec<PathBuf> {
        let folder = self.elsewhere.iter().map(|(_, folder)| folder.path().join("replica"));
        let numbered = folder.flat_map(|folder| fs::read_dir(folder).unwrap());
        let files = numbered.filter_map(|one| fs::read_dir(one.unwrap().path()).ok()).flatten().filter_map(Result::ok);
        let damaged = |name: &str| name == "data.db" || name == "data.db-wal";
        files.filter(|file| file.file_name().to_str().is_some_and(damaged)).map(|file| file.path()).collect()
    }

    async fn read(&self, kind: &str, visitor: usize, revalidates: bool) {
        let cookie = format!("visitor={visitor}");
        let tag = self.tags[visitor].lock().unwrap().clone().filter(|_| revalidates);
        let mut headers = Vec::new();
        headers.extend((visitor > 0).then_some(("cookie", cookie.as_str())));
        headers.extend(tag.as_deref().map(|tag| ("if-none-match", tag)));
        let arrived = self.arrived.load(Ordering::SeqCst);
        let answer = self.site.get_with(&format!("/catalogue/{kind}"), &headers).await;
        let shown = self.check(&answer, arrived, visitor);
        self.arrived.fetch_max(shown, Ordering::SeqCst);
        let etag = answer.headers["etag"].to_str().unwrap().to_owned();
        *self.tags[visitor].lock().unwrap() = Some(etag);
    }

    /// The value that an answer shows or stands for, which is none that is older than what had `arrived`.
    fn check(&self, answer: &Answer, arrived: u64, visitor: usize) -> u64 {
        let is_hit = answer.headers["server-timing"].to_str().unwrap().contains("cache;desc=hit");
        self.hits.fetch_add(u64::from(is_hit), Ordering::Relaxed);
        let cookie = if visitor > 0 { format!("visitor={visitor}") } else { "none".to_owned() };
        assert!([StatusCode::OK, StatusCode::NOT_MODIFIED].contains(&answer.status), "{answer:?}");
        let etag = answer.headers["etag"].to_str().unwrap();
        if answer.status == StatusCode::NOT_MODIFIED {
            self.known.fetch_add(1, Ordering::Relaxed);
            // The catalogue begins with version 1 and value 0.
            let version: u64 = etag["\"v".len()..].split('-').next().unwrap().parse().unwrap();
            assert!(version > arrived, "304 for version {version} after value {arrived}");
            assert!(etag.contains(&cookie.replace('=', "")), "{etag} for {cookie}");
            return version - 1;
        }
        let shown: u64 = answer.body.split("value=").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
        assert!(shown >= arrived, "{shown} after {arrived}, hit: {is_hit}");
        assert!(answer.body.contains(&format!("cookie={cookie} ")), "{} for {cookie}", answer.body);
        if let Some(given) = answer.headers.get("set-cookie") {
            assert!(!is_hit);
            // Several instances may count alike; the request is what tells two answers apart.
            let id = answer.headers["x-request-id"].to_str().unwrap();
            let fresh = self.given.lock().unwrap().insert(format!("{given:?} {id}"));
            assert!(fresh, "{given:?} was given twice");
        }
        shown
    }
}

/// A host whose page cache is told the data's version by `statement`.
async fn history(statement: &str, beside: &Beside) -> History {
    let folder = tempfile::tempdir().unwrap();
    let primary = beside.primary(folder.path()).await;
    let config = primary.as_ref().map(|primary| runtime_config(folder.path(), primary.addr));
    let elsewhere = primary.map(|primary| (primary, folder));
    let site = Site::with(|options| {
        let file = options.manifest.join("spin.toml");
        let manifest = fs::read_to_string(&file).unwrap();
        fs::write(file, manifest.replace("SELECT version FROM catalogue_version", statement)).unwrap();
        options.runtime_config = config.or(options.runtime_config.take());
    });
    let history = History {
        site: site.await.with_catalogue(3).await,
        elsewhere,
        arrived: AtomicU64::new(0),
        tags: Default::default(),
        given: Mutex::default(),
        hits: AtomicU64::new(0),
        known: AtomicU64::new(0),
        cut: AtomicU64::new(0),
        resyncs: 0.0,
    };
    while history.look().await.is_none() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    history
}

/// Runs random histories on one host; see [`history`].
fn run(statement: &str, beside: &Beside) -> (Outcome, History) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut history = runtime.block_on(history(statement, beside));
    let config = Config { cases: 80, failure_persistence: None, max_shrink_iters: 0, ..Config::default() };
    // Steps of one group run at the same time, in whatever order the machine gives them.
    let groups = vec(vec(step(), 1..7), 1..12);
    let outcome = TestRunner::new(config).run(&groups, |groups| {
        runtime.block_on(async {
            for group in groups {
                futures_util::future::join_all(group.into_iter().map(|step| history.take(step))).await;
            }
        });
        Ok(())
    });
    history.resyncs = runtime.block_on(history.site.metric("outpost_edge_copy_resyncs_total{label=\"default\"}"));
    (outcome, history)
}

/// Runs random histories that must hold.
fn hold(beside: &Beside) -> History {
    let (outcome, history) = run("SELECT version FROM catalogue_version", beside);
    outcome.unwrap();
    let (hits, known) = (history.hits.load(Ordering::Relaxed), history.known.load(Ordering::Relaxed));
    println!("{hits} answers came from the cache, {known} answers were 304");
    assert!(hits > 50 && known > 50, "the history exercises the cache: {hits} hits, {known} times 304");
    history
}

#[test]
fn no_page_is_ever_older_than_the_database_or_meant_for_another() {
    hold(&Beside::File);
}

#[test]
fn no_page_is_ever_older_than_the_replica_was_seen_to_be_even_while_replicas_are_damaged() {
    let Some(program) = sqld::program() else { return };
    let history = hold(&Beside::Embedded(program));
    let (cut, resyncs) = (history.cut.load(Ordering::Relaxed), history.resyncs);
    // A replica's log holds what these pages read several times over, so most of its damage meets nobody.
    println!("{cut} files were cut to half, {resyncs} replicas made anew");
    assert!(cut > 50, "replicas are damaged: {cut} times");
}

#[test]
fn a_cache_that_is_told_a_wrong_version_is_found_out() {
    // It moves with every fourth change only. Where chance has nobody look in time, there is another one; replicas follow
    // too quickly for that to be likely.
    let statement = "SELECT version - version % 4 AS version FROM catalogue_version";
    let found = (0..5).find_map(|_| run(statement, &Beside::File).0.err());
    let error = found.expect("nobody notices stale pages").to_string();
    assert!(error.contains("after"), "{error}");
}
