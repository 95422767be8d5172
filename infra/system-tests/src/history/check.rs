//! The checks on sessions and orders.

use std::collections::{BTreeMap, BTreeSet};

use super::{Act, Entry, History, Outcome, Seen, Violation, stock};

/// Everything that cannot have been right.
pub fn check(history: &History) -> Vec<Violation> {
    let mut violations = own_orders(history);
    violations.extend(strangers(history));
    violations.extend(lost(history));
    violations.extend(numbers(history));
    violations.extend(stock::check(history));
    violations
}

/// What an answer to a write acknowledges.
fn acknowledged(entry: &Entry) -> Option<(u64, Seen)> {
    match (&entry.act, &entry.outcome) {
        (Act::Place { attempt, .. }, Outcome::Placed(_)) => Some((*attempt, Seen::Open)),
        (Act::Pay { attempt }, Outcome::Paid) => Some((*attempt, Seen::Paid)),
        _ => None,
    }
}

fn looked(entry: &Entry) -> Option<(u64, Seen)> {
    match (&entry.act, &entry.outcome) {
        (Act::Look { attempt } | Act::Track { attempt }, Outcome::Seen(seen)) => Some((*attempt, *seen)),
        _ => None,
    }
}

/// A session sees its own writes at once and never an older state than before, whichever regions it asks.
fn own_orders(history: &History) -> Vec<Violation> {
    let mut sessions: BTreeMap<u32, Vec<&Entry>> = BTreeMap::new();
    for entry in &history.entries {
        sessions.entry(entry.session).or_default().push(entry);
    }
    let mut violations = Vec::new();
    for mut entries in sessions.into_values() {
        entries.sort_by_key(|entry| entry.began);
        let (mut written, mut read) = (BTreeMap::new(), BTreeMap::new());
        for entry in entries {
            if let Some((attempt, state)) = acknowledged(entry) {
                raise(&mut written, attempt, state);
            }
            let Some((attempt, seen)) = looked(entry) else { continue };
            if let Some(&written) = written.get(&attempt).filter(|written| **written > seen) {
                violations.push(Violation::OwnWriteUnseen { read: entry.clone(), written });
            } else if let Some(&before) = read.get(&attempt).filter(|before| **before > seen) {
                violations.push(Violation::WentBack { read: entry.clone(), before });
            }
            raise(&mut read, attempt, seen);
        }
    }
    violations
}

/// Whoever knows number and mail address finds an order from the moment on at which its buyer was told of it.
fn strangers(history: &History) -> Vec<Violation> {
    let mut told: BTreeMap<u64, u64> = BTreeMap::new();
    for entry in &history.entries {
        if let Some((attempt, Seen::Open)) = acknowledged(entry) {
            let first = told.entry(attempt).or_insert(entry.ended);
            *first = entry.ended.min(*first);
        }
    }
    let is_missed = |entry: &&Entry| match (&entry.act, &entry.outcome) {
        (Act::Track { attempt }, Outcome::Seen(Seen::Absent)) => told.get(attempt).is_some_and(|at| *at < entry.began),
        _ => false,
    };
    let missed = history.entries.iter().filter(is_missed);
    missed.map(|entry| Violation::Untraceable { read: entry.clone() }).collect()
}

/// What was acknowledged is there in the end.
fn lost(history: &History) -> Vec<Violation> {
    let mut all = BTreeMap::new();
    for (attempt, state) in history.entries.iter().filter_map(acknowledged) {
        raise(&mut all, attempt, state);
    }
    let found = |attempt: &u64| history.found.get(attempt).map_or(Seen::Absent, |found| found.seen);
    let lost = all.into_iter().map(|(attempt, acknowledged)| (attempt, acknowledged, found(&attempt)));
    let lost = lost.filter(|(_, acknowledged, found)| found < acknowledged);
    lost.map(|(attempt, acknowledged, found)| Violation::Lost { attempt, acknowledged, found }).collect()
}

/// Each attempt has one number at most, and each number one attempt.
fn numbers(history: &History) -> Vec<Violation> {
    let told = history.entries.iter().filter_map(|entry| match (&entry.act, &entry.outcome) {
        (Act::Place { attempt, .. }, Outcome::Placed(number)) => Some((*attempt, number)),
        _ => None,
    });
    let found = history.found.iter().filter_map(|(attempt, found)| Some((*attempt, found.number.as_ref()?)));
    let (mut by_attempt, mut by_number) = (BTreeMap::new(), BTreeMap::new());
    for (attempt, number) in told.chain(found) {
        by_attempt.entry(attempt).or_insert_with(BTreeSet::new).insert(number);
        by_number.entry(number).or_insert_with(BTreeSet::new).insert(attempt);
    }
    let doubled = by_attempt
        .into_iter()
        .filter(|(_, numbers)| numbers.len() > 1)
        .map(|(attempt, numbers)| Violation::Doubled { attempt, numbers: numbers.into_iter().cloned().collect() });
    let shared = by_number.into_iter().filter(|(_, attempts)| attempts.len() > 1).map(|(number, attempts)| {
        Violation::Shared { number: number.clone(), attempts: attempts.into_iter().collect() }
    });
    doubled.chain(shared).collect()
}

fn raise(states: &mut BTreeMap<u64, Seen>, attempt: u64, seen: Seen) {
    let state = states.entry(attempt).or_insert(seen);
    *state = seen.max(*state);
}
