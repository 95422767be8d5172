//! The checker is right about histories made by hand, and about a model of the shop with and without its guard.

mod model;

use proptest::prelude::*;

use super::*;
use model::{Guard, run};

fn entry(session: u32, region: usize, at: u64, act: Act, outcome: Outcome) -> Entry {
    Entry { session, region, began: at, ended: at + 5, act, outcome }
}

fn place(at: u64, attempt: u64, number: &str) -> Entry {
    let act = Act::Place { attempt, sku: "A".to_owned(), pieces: 1 };
    entry(1, 0, at, act, Outcome::Placed(number.to_owned()))
}

fn pay(at: u64) -> Entry {
    entry(1, 0, at, Act::Pay { attempt: 1 }, Outcome::Paid)
}

fn look(session: u32, region: usize, at: u64, seen: Seen) -> Entry {
    entry(session, region, at, Act::Look { attempt: 1 }, Outcome::Seen(seen))
}

fn track(at: u64, seen: Seen) -> Entry {
    entry(9, 1, at, Act::Track { attempt: 1 }, Outcome::Seen(seen))
}

fn stock(region: usize, at: u64, left: u32) -> Entry {
    entry(2, region, at, Act::Stock { sku: "A".to_owned() }, Outcome::Left(left))
}

/// What the checker says of these entries, each violation by its first word.
fn found(entries: Vec<Entry>, found: &[(u64, &str, Seen)], after: u32) -> Vec<String> {
    let found = found.iter().map(|(attempt, number, seen)| {
        let number = (!number.is_empty()).then(|| (*number).to_owned());
        (*attempt, Found { sku: "A".to_owned(), pieces: 1, number, seen: *seen })
    });
    let history = History {
        before: [("A".to_owned(), 2)].into(),
        entries,
        found: found.collect(),
        after: [("A".to_owned(), after)].into(),
    };
    let shown = check(&history).into_iter().map(|violation| violation.to_string());
    shown.map(|text| text.split(':').next().unwrap_or_default().to_owned()).collect()
}

const NOTHING: [&str; 0] = [];

#[test]
fn an_order_that_is_seen_everywhere_and_found_is_right() {
    let entries = vec![
        stock(1, 0, 2),
        place(10, 1, "N1"),
        look(1, 1, 20, Seen::Open),
        track(30, Seen::Open),
        pay(40),
        look(1, 2, 50, Seen::Paid),
        stock(1, 60, 1),
    ];
    assert_eq!(found(entries, &[(1, "N1", Seen::Paid)], 1), NOTHING);
}

#[test]
fn sessions_see_what_they_wrote_and_never_less_than_before() {
    let paid = &[(1, "N1", Seen::Paid)];
    let check = |entries, expect: &[&str]| assert_eq!(found(entries, paid, 1), expect);
    check(vec![place(0, 1, "N1"), look(1, 1, 10, Seen::Absent)], &["own write unseen"]);
    check(vec![place(0, 1, "N1"), pay(10), look(1, 1, 20, Seen::Open)], &["own write unseen"]);
    check(vec![look(1, 0, 0, Seen::Paid), look(1, 1, 10, Seen::Open)], &["went back"]);
    check(vec![look(1, 0, 0, Seen::Paid), look(3, 1, 10, Seen::Open)], &[]);
    check(vec![place(0, 1, "N1"), track(10, Seen::Absent)], &["untraceable"]);
    check(vec![track(0, Seen::Paid), look(9, 2, 10, Seen::Open)], &["went back"]);
    check(vec![place(10, 1, "N1"), track(12, Seen::Absent)], &[]);
}

#[test]
fn orders_are_neither_lost_nor_doubled() {
    assert_eq!(found(vec![place(0, 1, "N1")], &[(1, "", Seen::Absent)], 2), ["lost"]);
    assert_eq!(found(vec![place(0, 1, "N1")], &[], 2), ["lost"]);
    assert_eq!(found(vec![place(0, 1, "N1"), pay(10)], &[(1, "N1", Seen::Open)], 1), ["lost"]);
    assert_eq!(found(vec![place(0, 1, "N1"), place(10, 1, "N2")], &[(1, "N1", Seen::Open)], 1), ["doubled"]);
    let both = &[(1, "N1", Seen::Open), (2, "N1", Seen::Open)];
    assert_eq!(found(vec![place(0, 1, "N1"), place(10, 2, "N1")], both, 0), ["shared"]);
    assert_eq!(found(vec![place(0, 1, "N1")], &[(1, "N1", Seen::Open)], 0), ["unbalanced"]);
    let three = &[(1, "N1", Seen::Open), (2, "N2", Seen::Open), (3, "N3", Seen::Open)];
    assert_eq!(found(Vec::new(), three, 0), ["oversold", "unbalanced"]);
}

#[test]
fn a_region_never_shows_more_pieces_than_before() {
    let check = |entries, expect: &[&str]| assert_eq!(found(entries, &[], 2), expect);
    check(vec![stock(0, 0, 1), stock(0, 10, 2)], &["stock rose"]);
    check(vec![stock(0, 0, 1), stock(1, 10, 2)], &[]);
    check(vec![stock(0, 10, 2), stock(0, 0, 1), stock(0, 8, 2)], &["stock rose", "stock rose"]);
    check(vec![stock(0, 0, 1), stock(0, 3, 2)], &[]);
    check(vec![stock(0, 0, 3), stock(0, 10, SHOWN_MAX)], &[]);
}

#[test]
fn a_history_comes_back_from_its_file_as_it_was() {
    let (history, _) = run(7, 300, Guard::On);
    let text = serde_json::to_string(&history).expect("JSON");
    assert_eq!(serde_json::from_str::<History>(&text).expect("a history"), history);
}

proptest! {
    #[test]
    fn nothing_is_held_against_a_shop_that_keeps_its_promises(seed: u64) {
        let (history, stale) = run(seed, 300, Guard::On);
        prop_assert_eq!(stale, 0);
        prop_assert_eq!(check(&history), Vec::new());
    }

    #[test]
    fn every_stale_answer_of_a_shop_without_its_guard_is_found(seed: u64) {
        let (history, stale) = run(seed, 300, Guard::Off);
        prop_assert_eq!(check(&history).len(), stale);
    }
}
