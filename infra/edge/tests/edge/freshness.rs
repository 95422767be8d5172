//! Random histories of a catalogue and its readers: no reader ever sees what the database no longer holds, and nobody
//! sees a page that another's cookie went into.

use super::site::{Answer, Site};
use http::StatusCode;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestError, TestRunner};
use std::collections::HashSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Debug, Clone, Copy)]
enum Step {
    /// The catalogue changes.
    Change,
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
    prop_oneof![1 => Just(Step::Change), 7 => read]
}

/// What became of all histories.
type Outcome = Result<(), TestError<Vec<Vec<Step>>>>;

/// What all readers together have seen.
struct History {
    site: Site,
    /// The newest change that was acknowledged.
    committed: AtomicU64,
    tags: [Mutex<Option<String>>; 3],
    given: Mutex<HashSet<String>>,
    hits: AtomicU64,
    known: AtomicU64,
}

impl History {
    async fn take(&self, step: Step) {
        match step {
            Step::Change => {
                let value = self.site.change_catalogue().await;
                self.committed.fetch_max(value, Ordering::SeqCst);
            }
            Step::Read { kind, visitor, revalidates } => self.read(kind, visitor, revalidates).await,
        }
    }

    async fn read(&self, kind: &str, visitor: usize, revalidates: bool) {
        let cookie = format!("visitor={visitor}");
        let tag = self.tags[visitor].lock().unwrap().clone().filter(|_| revalidates);
        let mut headers = Vec::new();
        headers.extend((visitor > 0).then_some(("cookie", cookie.as_str())));
        headers.extend(tag.as_deref().map(|tag| ("if-none-match", tag)));
        let committed = self.committed.load(Ordering::SeqCst);
        let answer = self.site.get_with(&format!("/catalogue/{kind}"), &headers).await;
        self.check(&answer, committed, visitor);
        let etag = answer.headers["etag"].to_str().unwrap().to_owned();
        *self.tags[visitor].lock().unwrap() = Some(etag);
    }

    fn check(&self, answer: &Answer, committed: u64, visitor: usize) {
        let is_hit = answer.headers["server-timing"].to_str().unwrap().contains("cache;desc=hit");
        self.hits.fetch_add(u64::from(is_hit), Ordering::Relaxed);
        let cookie = if visitor > 0 { format!("visitor={visitor}") } else { "none".to_owned() };
        let etag = answer.headers["etag"].to_str().unwrap();
        if answer.status == StatusCode::NOT_MODIFIED {
            self.known.fetch_add(1, Ordering::Relaxed);
            // The catalogue begins with version 1 and value 0.
            let version: u64 = etag["\"v".len()..].split('-').next().unwrap().parse().unwrap();
            assert!(version > committed, "304 for version {version} after value {committed}");
            assert!(etag.contains(&cookie.replace('=', "")), "{etag} for {cookie}");
            return;
        }
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let shown = answer.body.split("value=").nth(1).unwrap().split(' ').next().unwrap();
        assert!(shown.parse::<u64>().unwrap() >= committed, "{shown} after {committed}, hit: {is_hit}");
        assert!(answer.body.contains(&format!("cookie={cookie} ")), "{} for {cookie}", answer.body);
        if let Some(given) = answer.headers.get("set-cookie") {
            assert!(!is_hit);
            // Several instances may count alike; the request is what tells two answers apart.
            let id = answer.headers["x-request-id"].to_str().unwrap();
            let fresh = self.given.lock().unwrap().insert(format!("{given:?} {id}"));
            assert!(fresh, "{given:?} was given twice");
        }
    }
}

/// Runs random histories on one host, whose page cache is told the data's version by `statement`.
fn run(statement: &str) -> (Outcome, History) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let history = runtime.block_on(async {
        let site = Site::with(|options| {
            let file = options.manifest.join("spin.toml");
            let manifest = std::fs::read_to_string(&file).unwrap();
            std::fs::write(file, manifest.replace("SELECT version FROM catalogue_version", statement)).unwrap();
        });
        History {
            site: site.await.with_catalogue(3).await,
            committed: AtomicU64::new(0),
            tags: Default::default(),
            given: Mutex::default(),
            hits: AtomicU64::new(0),
            known: AtomicU64::new(0),
        }
    });
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
    (outcome, history)
}

#[test]
fn no_page_is_ever_older_than_the_database_or_meant_for_another() {
    let (outcome, history) = run("SELECT version FROM catalogue_version");
    outcome.unwrap();
    let (hits, known) = (history.hits.load(Ordering::Relaxed), history.known.load(Ordering::Relaxed));
    println!("{hits} answers came from the cache, {known} answers were 304");
    assert!(hits > 50 && known > 50, "the history exercises the cache: {hits} hits, {known} times 304");
}

#[test]
fn a_cache_that_is_told_a_wrong_version_is_found_out() {
    // It moves with every fourth change only.
    let (outcome, _) = run("SELECT version - version % 4 AS version FROM catalogue_version");
    let error = outcome.expect_err("stale pages are noticed").to_string();
    assert!(error.contains("after"), "{error}");
}
