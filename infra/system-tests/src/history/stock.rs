//! The checks on stock, which only ever falls during a run: nothing is put back, and no hold runs out.

use std::collections::BTreeMap;

use super::{Act, Entry, History, Outcome, SHOWN_MAX, Violation};

/// Stock as regions showed it, and the books in the end.
pub(super) fn check(history: &History) -> Vec<Violation> {
    let mut places: BTreeMap<(usize, &str), Vec<(&Entry, u32)>> = BTreeMap::new();
    for entry in &history.entries {
        if let (Act::Stock { sku }, Outcome::Left(left)) = (&entry.act, &entry.outcome)
            && *left < SHOWN_MAX
        {
            places.entry((entry.region, sku)).or_default().push((entry, *left));
        }
    }
    let mut violations: Vec<Violation> = places.into_values().flat_map(rises).collect();
    violations.extend(books(history));
    violations
}

/// Reads that show more than one that had ended before they began.
fn rises(mut reads: Vec<(&Entry, u32)>) -> Vec<Violation> {
    let mut ended = reads.clone();
    ended.sort_by_key(|(entry, _)| entry.ended);
    reads.sort_by_key(|(entry, _)| entry.began);
    let (mut earlier, mut least) = (ended.into_iter().peekable(), u32::MAX);
    let mut violations = Vec::new();
    for (read, left) in reads {
        while let Some((_, shown)) = earlier.next_if(|(entry, _)| entry.ended <= read.began) {
            least = least.min(shown);
        }
        if left > least {
            violations.push(Violation::StockRose { read: read.clone(), before: least });
        }
    }
    violations
}

fn books(history: &History) -> Vec<Violation> {
    let mut sold: BTreeMap<&str, u32> = BTreeMap::new();
    for found in history.found.values().filter(|found| found.number.is_some()) {
        *sold.entry(&found.sku).or_default() += found.pieces;
    }
    let mut violations = Vec::new();
    for (sku, &before) in &history.before {
        let sold = sold.get(sku.as_str()).copied().unwrap_or(0);
        if sold > before {
            violations.push(Violation::Oversold { sku: sku.clone(), before, sold });
        }
        let after = history.after.get(sku).copied();
        if let Some(after) = after.filter(|after| i64::from(*after) != i64::from(before) - i64::from(sold)) {
            violations.push(Violation::Unbalanced { sku: sku.clone(), before, sold, after });
        }
    }
    violations
}
