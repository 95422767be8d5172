//! The checks on stock. It only falls during a run: nothing is restocked, and no hold expires.

use std::collections::BTreeMap;

use super::violation::Violation;
use super::{Entry, History, Operation, Outcome, SHOWN_STOCK_MAX};

/// Checks the stock that regions showed, and the totals after the run.
pub(super) fn check(history: &History) -> Vec<Violation> {
    let mut by_region: BTreeMap<(usize, &str), Vec<(&Entry, u32)>> = BTreeMap::new();
    for entry in &history.entries {
        if let (Operation::ReadStock { sku }, Outcome::Stock(left)) = (&entry.operation, &entry.outcome)
            && *left < SHOWN_STOCK_MAX
        {
            by_region.entry((entry.region, sku)).or_default().push((entry, *left));
        }
    }
    let mut violations: Vec<Violation> = by_region.into_values().flat_map(rises).collect();
    violations.extend(totals(history));
    violations
}

/// Reads that show more than an earlier one that had ended before they began.
fn rises(mut reads: Vec<(&Entry, u32)>) -> Vec<Violation> {
    let mut ended = reads.clone();
    ended.sort_by_key(|(entry, _)| entry.ended_us);
    reads.sort_by_key(|(entry, _)| entry.started_us);
    let (mut earlier, mut least) = (ended.into_iter().peekable(), u32::MAX);
    let mut violations = Vec::new();
    for (read, left) in reads {
        while let Some((_, shown)) = earlier.next_if(|(entry, _)| entry.ended_us <= read.started_us) {
            least = least.min(shown);
        }
        if left > least {
            violations.push(Violation::StockRose { read: read.clone(), before: least });
        }
    }
    violations
}

fn totals(history: &History) -> Vec<Violation> {
    let mut sold: BTreeMap<&str, u32> = BTreeMap::new();
    for found in history.found.values().filter(|found| found.number.is_some()) {
        *sold.entry(&found.sku).or_default() += found.pieces;
    }
    let mut violations = Vec::new();
    for (sku, &before) in &history.stock_before {
        let sold = sold.get(sku.as_str()).copied().unwrap_or(0);
        if sold > before {
            violations.push(Violation::Oversold { sku: sku.clone(), before, sold });
        }
        let after = history.stock_after.get(sku).copied();
        if let Some(after) = after.filter(|after| i64::from(*after) != i64::from(before) - i64::from(sold)) {
            violations.push(Violation::Unbalanced { sku: sku.clone(), before, sold, after });
        }
    }
    violations
}
