//! The command as operators use it, over regions in a folder.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::{Command, Output};

use outpost_rollout::cluster::FolderCluster;
use outpost_rollout::gate::{Evidence, Sample};
use outpost_rollout::ports::Cluster;
use outpost_rollout::{Digest, Progress, Region, Status};

fn digest(letter: char) -> Digest {
    format!("sha256:{}", letter.to_string().repeat(64)).parse().unwrap()
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_outpost-rollout"))
        .current_dir(folder)
        .args(["--author", "ada", "--folder", "."])
        .args(arguments)
        .output()
        .unwrap()
}

fn check(folder: &Path, arguments: &[&str], code: i32, says: &str) {
    let output = run(folder, arguments);
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
    assert!(text.contains(says), "{arguments:?}: {text}");
}

fn regions() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let cluster = FolderCluster(folder.path().to_owned());
    let region = Region { stable: digest('a'), canary: None, weight_percent: 0, schema: 8, progress: None };
    let evidence = Evidence {
        canary: Sample { traps: Some(0.0), requests: Some(10.0), ..Sample::default() },
        stable: Sample { requests: Some(1e4), ..Sample::default() },
        replica_age_seconds: Some(1.0),
        breaker_open: Some(false),
    };
    for name in ["north", "east", "west"] {
        cluster.put(name, "shop", &region).unwrap();
        let text = serde_json::to_string(&evidence).unwrap();
        std::fs::write(folder.path().join(format!("{name}.evidence.json")), text).unwrap();
    }
    folder
}

#[test]
fn a_rollout_is_planned_started_held_by_its_gate_and_aborted() {
    let regions = regions();
    let (folder, to) = (regions.path(), digest('b').to_string());
    let plan = ["plan", "--group", "shop", "--to", &to, "--build-id", "2", "--wave", "north", "--wave", "east"];
    let rest = ["--steps", "5:0,100:0", "--schema", "8-9", "--reason", "new prices", "-o", "plan.json"];
    check(folder, &[&plan[..], &rest].concat(), 0, "6 stages in 2 waves");
    check(folder, &["status", "plan.json"], 0, "next: stage 1 of 6");
    check(folder, &["promote", "plan.json", "--stage", "2"], 5, "stage 2 is not next: 1 is");
    check(folder, &["start", "plan.json"], 0, "");
    check(folder, &["status", "plan.json"], 0, "canary bbbbbbbbbbbb   5 %");
    check(folder, &["promote", "plan.json", "--stage", "2"], 3, "at least 200 are needed");
    check(folder, &["pause", "plan.json"], 0, "");
    check(folder, &["promote", "plan.json", "--stage", "2"], 3, "paused");
    check(folder, &["abort", "plan.json", "--reason", "enough"], 0, "");
    check(folder, &["status", "plan.json", "--json"], 0, "\"weight_percent\":0");
    check(folder, &["verify", "plan.json"], 5, "it runs aaaaaaaaaaaa");
    check(folder, &["audit"], 0, "sound");
    let log = std::fs::read_to_string(folder.join("rollout-audit.jsonl")).unwrap();
    std::fs::write(folder.join("rollout-audit.jsonl"), log.replace("enough", "nothing")).unwrap();
    check(folder, &["audit"], 1, "does not follow");
}

#[test]
fn a_plan_takes_build_and_schema_from_the_registry_or_from_its_options() {
    let regions = regions();
    let to = digest('b').to_string();
    let plan = ["plan", "--group", "shop", "--to", &to, "--wave", "north", "--reason", "new prices", "-o", "plan.json"];
    check(regions.path(), &plan, 1, "this needs --registry");
    check(regions.path(), &[&["--registry", "layout"], &plan[..]].concat(), 1, "layout/blobs/sha256/bbbb");
    let options = ["--build-id", "2", "--schema", "8-9"];
    check(regions.path(), &[&plan[..], &options, &["--component", "api"]].concat(), 1, "without --component");
    check(regions.path(), &[&plan[..], &options].concat(), 0, "5 stages");
}

#[test]
fn a_dry_run_writes_nothing() {
    let regions = regions();
    let (folder, to) = (regions.path(), digest('b').to_string());
    let plan = ["plan", "--group", "shop", "--to", &to, "--build-id", "2", "--wave", "north"];
    let rest = ["--steps", "5:0,100:0", "--schema", "8-9", "--reason", "new prices", "-o", "plan.json"];
    check(folder, &[&plan[..], &rest].concat(), 0, "3 stages in 1 waves");
    check(folder, &["start", "plan.json", "--dry-run"], 0, "would change north from canary none");
    check(folder, &["status", "plan.json"], 0, "next: stage 1 of 3");
    check(folder, &["schema", "--group", "shop", "--region", "north", "9"], 0, "");
    check(folder, &["schema", "--group", "shop", "--region", "north", "8"], 1, "migrations only rise");
    check(folder, &["completion", "bash"], 0, "complete -F");
}

#[test]
fn a_rollout_begins_only_where_every_region_answers_that_is_not_left_out() {
    let regions = regions();
    let (folder, to) = (regions.path(), digest('b').to_string());
    let plan = ["plan", "--group", "shop", "--to", &to, "--build-id", "2", "--wave", "north,east,west"];
    let rest = ["--steps", "5:0,100:0", "--schema", "8-9", "--reason", "new prices", "-o", "plan.json"];
    check(folder, &[&plan[..], &rest].concat(), 0, "9 stages in 3 waves");
    let start = ["promote", "plan.json", "--stage", "1", "--reason", "a storm", "--skip", "east"];
    for region in ["east", "west"] {
        std::fs::remove_file(folder.join(format!("{region}.json"))).unwrap();
    }
    check(folder, &start, 4, "west is out of reach");
    check(folder, &[&start[..], &["--skip", "west"]].concat(), 0, "");
}

#[test]
fn a_region_puts_its_weight_back_once_its_rollouts_time_is_over() {
    let regions = regions();
    let folder = regions.path();
    let cluster = FolderCluster(folder.to_owned());
    for (name, expires_at) in [("north", 1), ("east", i64::MAX)] {
        let rollout = serde_json::from_value(serde_json::json!("1".repeat(64))).unwrap();
        let progress = Some(Progress { rollout, step: 0, since: 0, expires_at, status: Status::Running });
        let canary = Some(digest('b'));
        let state = Region { stable: digest('a'), canary, weight_percent: 5, schema: 8, progress };
        cluster.put(name, "shop", &state).unwrap();
    }
    let expire = ["expire", "--group", "shop", "--region", "north,east"];
    check(folder, &[&expire[..], &["--dry-run"]].concat(), 0, "would change north");
    check(folder, &expire, 0, "north: its rollout's time is over");
    let weight = |name| cluster.read(name, "shop").unwrap().0.weight_percent;
    assert_eq!((weight("north"), weight("east")), (0, 5));
    check(folder, &["audit"], 0, "expire");
}
