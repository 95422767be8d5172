//! The checks on sessions and orders.

use std::collections::{BTreeMap, BTreeSet};

use super::violation::Violation;
use super::{Entry, History, Operation, OrderState, Outcome, stock};

/// Every broken promise that the history shows.
pub fn check(history: &History) -> Vec<Violation> {
    let mut violations = own_orders(history);
    violations.extend(missed_lookups(history));
    violations.extend(lost_orders(history));
    violations.extend(order_numbers(history));
    violations.extend(stock::check(history));
    violations
}

/// The state that an answer to a write acknowledges.
fn acknowledged(entry: &Entry) -> Option<(u64, OrderState)> {
    match (&entry.operation, &entry.outcome) {
        (Operation::Place { attempt, .. }, Outcome::Placed(_)) => Some((*attempt, OrderState::Open)),
        (Operation::Pay { attempt }, Outcome::Paid) => Some((*attempt, OrderState::Paid)),
        _ => None,
    }
}

fn read_state(entry: &Entry) -> Option<(u64, OrderState)> {
    match (&entry.operation, &entry.outcome) {
        (Operation::View { attempt } | Operation::Track { attempt }, Outcome::Order(state)) => Some((*attempt, *state)),
        _ => None,
    }
}

/// A session reads its own writes at once and never an older state than before, whichever regions it asks.
fn own_orders(history: &History) -> Vec<Violation> {
    let mut sessions: BTreeMap<u32, Vec<&Entry>> = BTreeMap::new();
    for entry in &history.entries {
        sessions.entry(entry.session).or_default().push(entry);
    }
    let mut violations = Vec::new();
    for mut entries in sessions.into_values() {
        entries.sort_by_key(|entry| entry.started_us);
        let (mut written, mut read) = (BTreeMap::new(), BTreeMap::new());
        for entry in entries {
            if let Some((attempt, state)) = acknowledged(entry) {
                raise(&mut written, attempt, state);
            }
            let Some((attempt, state)) = read_state(entry) else { continue };
            if let Some(&written) = written.get(&attempt).filter(|written| **written > state) {
                violations.push(Violation::OwnWriteUnseen { read: entry.clone(), written });
            } else if let Some(&before) = read.get(&attempt).filter(|before| **before > state) {
                violations.push(Violation::NonMonotonicRead { read: entry.clone(), before });
            }
            raise(&mut read, attempt, state);
        }
    }
    violations
}

/// Whoever knows number and mail address finds an order as soon as its buyer has the acknowledgement.
fn missed_lookups(history: &History) -> Vec<Violation> {
    let mut acknowledged_us: BTreeMap<u64, u64> = BTreeMap::new();
    for entry in &history.entries {
        if let Some((attempt, OrderState::Open)) = acknowledged(entry) {
            let first = acknowledged_us.entry(attempt).or_insert(entry.ended_us);
            *first = entry.ended_us.min(*first);
        }
    }
    let is_missed = |entry: &&Entry| match (&entry.operation, &entry.outcome) {
        (Operation::Track { attempt }, Outcome::Order(OrderState::Absent)) => {
            acknowledged_us.get(attempt).is_some_and(|at| *at < entry.started_us)
        }
        _ => false,
    };
    let missed = history.entries.iter().filter(is_missed);
    missed.map(|entry| Violation::LookupMissed { read: entry.clone() }).collect()
}

/// What was acknowledged is found after the run.
fn lost_orders(history: &History) -> Vec<Violation> {
    let mut all = BTreeMap::new();
    for (attempt, state) in history.entries.iter().filter_map(acknowledged) {
        raise(&mut all, attempt, state);
    }
    let found = |attempt: &u64| history.found.get(attempt).map_or(OrderState::Absent, |found| found.state);
    let lost = all.into_iter().map(|(attempt, acknowledged)| (attempt, acknowledged, found(&attempt)));
    let lost = lost.filter(|(_, acknowledged, found)| found < acknowledged);
    lost.map(|(attempt, acknowledged, found)| Violation::Lost { attempt, acknowledged, found }).collect()
}

/// Each attempt has at most one number, and each number one attempt.
fn order_numbers(history: &History) -> Vec<Violation> {
    let acknowledged = history.entries.iter().filter_map(|entry| match (&entry.operation, &entry.outcome) {
        (Operation::Place { attempt, .. }, Outcome::Placed(number)) => Some((*attempt, number)),
        _ => None,
    });
    let found = history.found.iter().filter_map(|(attempt, found)| Some((*attempt, found.number.as_ref()?)));
    let (mut by_attempt, mut by_number) = (BTreeMap::new(), BTreeMap::new());
    for (attempt, number) in acknowledged.chain(found) {
        by_attempt.entry(attempt).or_insert_with(BTreeSet::new).insert(number);
        by_number.entry(number).or_insert_with(BTreeSet::new).insert(attempt);
    }
    let duplicated = by_attempt
        .into_iter()
        .filter(|(_, numbers)| numbers.len() > 1)
        .map(|(attempt, numbers)| Violation::Duplicated { attempt, numbers: numbers.into_iter().cloned().collect() });
    let reused = by_number.into_iter().filter(|(_, attempts)| attempts.len() > 1).map(|(number, attempts)| {
        Violation::NumberReused { number: number.clone(), attempts: attempts.into_iter().collect() }
    });
    duplicated.chain(reused).collect()
}

fn raise(states: &mut BTreeMap<u64, OrderState>, attempt: u64, state: OrderState) {
    let greatest = states.entry(attempt).or_insert(state);
    *greatest = state.max(*greatest);
}
