//! The checker judges histories made by hand, and a model of the shop with and without its guard.

mod model;

use proptest::prelude::*;

use super::*;
use model::{Guard, run};

fn entry(session: u32, region: usize, at: u64, operation: Operation, outcome: Outcome) -> Entry {
    Entry { session, region, started_us: at, ended_us: at + 5, operation, outcome }
}

fn place(at: u64, attempt: u64, number: &str) -> Entry {
    let operation = Operation::Place { attempt, sku: "A".to_owned(), pieces: 1 };
    entry(1, 0, at, operation, Outcome::Placed(number.to_owned()))
}

fn pay(at: u64) -> Entry {
    entry(1, 0, at, Operation::Pay { attempt: 1 }, Outcome::Paid)
}

fn view(session: u32, region: usize, at: u64, state: OrderState) -> Entry {
    entry(session, region, at, Operation::View { attempt: 1 }, Outcome::Order(state))
}

fn track(at: u64, state: OrderState) -> Entry {
    entry(9, 1, at, Operation::Track { attempt: 1 }, Outcome::Order(state))
}

fn stock(region: usize, at: u64, pieces: u32) -> Entry {
    entry(2, region, at, Operation::ReadStock { sku: "A".to_owned() }, Outcome::Stock(pieces))
}

/// The violations that the checker finds, each by the words before its colon.
fn violations(entries: Vec<Entry>, found: &[(u64, &str, OrderState)], stock_after: u32) -> Vec<String> {
    let found = found.iter().map(|(attempt, number, state)| {
        let number = (!number.is_empty()).then(|| (*number).to_owned());
        (*attempt, Found { sku: "A".to_owned(), pieces: 1, number, state: *state })
    });
    let history = History {
        stock_before: [("A".to_owned(), 2)].into(),
        entries,
        found: found.collect(),
        stock_after: [("A".to_owned(), stock_after)].into(),
    };
    let shown = check(&history).into_iter().map(|violation| violation.to_string());
    shown.map(|text| text.split(':').next().unwrap_or_default().to_owned()).collect()
}

const NOTHING: [&str; 0] = [];

#[test]
fn an_order_that_is_read_everywhere_and_found_breaks_no_promise() {
    let entries = vec![
        stock(1, 0, 2),
        place(10, 1, "N1"),
        view(1, 1, 20, OrderState::Open),
        track(30, OrderState::Open),
        pay(40),
        view(1, 2, 50, OrderState::Paid),
        stock(1, 60, 1),
    ];
    assert_eq!(violations(entries, &[(1, "N1", OrderState::Paid)], 1), NOTHING);
}

#[test]
fn sessions_read_their_own_writes_and_never_an_older_state() {
    let paid = &[(1, "N1", OrderState::Paid)];
    let check = |entries, expect: &[&str]| assert_eq!(violations(entries, paid, 1), expect);
    check(vec![place(0, 1, "N1"), view(1, 1, 10, OrderState::Absent)], &["own write unseen"]);
    check(vec![place(0, 1, "N1"), pay(10), view(1, 1, 20, OrderState::Open)], &["own write unseen"]);
    check(vec![view(1, 0, 0, OrderState::Paid), view(1, 1, 10, OrderState::Open)], &["non-monotonic read"]);
    check(vec![view(1, 0, 0, OrderState::Paid), view(3, 1, 10, OrderState::Open)], &[]);
    check(vec![place(0, 1, "N1"), track(10, OrderState::Absent)], &["lookup missed"]);
    check(vec![track(0, OrderState::Paid), view(9, 2, 10, OrderState::Open)], &["non-monotonic read"]);
    check(vec![place(10, 1, "N1"), track(12, OrderState::Absent)], &[]);
}

#[test]
fn orders_are_neither_lost_nor_duplicated() {
    assert_eq!(violations(vec![place(0, 1, "N1")], &[(1, "", OrderState::Absent)], 2), ["lost"]);
    assert_eq!(violations(vec![place(0, 1, "N1")], &[], 2), ["lost"]);
    assert_eq!(violations(vec![place(0, 1, "N1"), pay(10)], &[(1, "N1", OrderState::Open)], 1), ["lost"]);
    assert_eq!(
        violations(vec![place(0, 1, "N1"), place(10, 1, "N2")], &[(1, "N1", OrderState::Open)], 1),
        ["duplicated"]
    );
    let both = &[(1, "N1", OrderState::Open), (2, "N1", OrderState::Open)];
    assert_eq!(violations(vec![place(0, 1, "N1"), place(10, 2, "N1")], both, 0), ["number reused"]);
    assert_eq!(violations(vec![place(0, 1, "N1")], &[(1, "N1", OrderState::Open)], 0), ["unbalanced"]);
    let three = &[(1, "N1", OrderState::Open), (2, "N2", OrderState::Open), (3, "N3", OrderState::Open)];
    assert_eq!(violations(Vec::new(), three, 0), ["oversold", "unbalanced"]);
}

#[test]
fn a_region_never_shows_more_stock_than_before() {
    let check = |entries, expect: &[&str]| assert_eq!(violations(entries, &[], 2), expect);
    check(vec![stock(0, 0, 1), stock(0, 10, 2)], &["stock rose"]);
    check(vec![stock(0, 0, 1), stock(1, 10, 2)], &[]);
    check(vec![stock(0, 10, 2), stock(0, 0, 1), stock(0, 8, 2)], &["stock rose", "stock rose"]);
    check(vec![stock(0, 0, 1), stock(0, 3, 2)], &[]);
    check(vec![stock(0, 0, 3), stock(0, 10, SHOWN_STOCK_MAX)], &[]);
}

#[test]
fn a_history_is_read_from_its_file_as_it_was_written() {
    let (history, _) = run(7, 300, Guard::On);
    let text = serde_json::to_string(&history).expect("JSON");
    assert_eq!(serde_json::from_str::<History>(&text).expect("a history"), history);
}

proptest! {
    #[test]
    fn a_shop_that_keeps_its_promises_has_no_violations(seed: u64) {
        let (history, stale) = run(seed, 300, Guard::On);
        prop_assert_eq!(stale, 0);
        prop_assert_eq!(check(&history), Vec::new());
    }

    #[test]
    fn every_stale_read_of_a_shop_without_its_guard_is_found(seed: u64) {
        let (history, stale) = run(seed, 300, Guard::Off);
        prop_assert_eq!(check(&history).len(), stale);
    }
}
