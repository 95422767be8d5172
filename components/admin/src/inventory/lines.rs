//! SKUs with numbers of pieces, one a line, as people type and scanners send them.

use std::collections::BTreeMap;

use outpost_domain::ids::Sku;
use outpost_domain::inventory::{LINES_MAX, PIECES_MAX};
use outpost_web_ui::localizer::Localizer;

/// Lines that are not a SKU with a number of pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BadLines(Vec<String>);

impl BadLines {
    /// What is wrong, in words.
    pub(super) fn text(&self, l10n: Localizer) -> String {
        l10n.format("inventory-bad-lines", &[("lines", self.0.join(" / ").into())])
    }
}

/// Reads `SKU pieces`, one a line, separated by spaces, tabs, commas or semicolons. A SKU alone is one piece, so that each
/// scan counts; a SKU on several lines is their sum.
pub(super) fn read(text: &str) -> Result<Vec<(Sku, i64)>, BadLines> {
    let mut sums: BTreeMap<Sku, i64> = BTreeMap::new();
    let mut bad = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match read_line(line) {
            Some((sku, pieces)) => *sums.entry(sku).or_default() += pieces,
            None => bad.push(line.chars().take(60).collect()),
        }
    }
    if sums.values().any(|pieces| *pieces > PIECES_MAX) || sums.len() > LINES_MAX {
        bad.push("…".to_owned());
    }
    if bad.is_empty() { Ok(sums.into_iter().collect()) } else { Err(BadLines(bad)) }
}

fn read_line(line: &str) -> Option<(Sku, i64)> {
    let mut parts = line.split([' ', '\t', ',', ';']).filter(|part| !part.is_empty());
    let sku = parts.next()?.to_ascii_uppercase().parse().ok()?;
    let pieces = parts.next().map_or(Some(1), |pieces| pieces.parse().ok())?;
    (parts.next().is_none() && (0..=PIECES_MAX).contains(&pieces)).then_some((sku, pieces))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, i64)]) {
        let read = read(text).expect("lines");
        let read: Vec<(&str, i64)> = read.iter().map(|(sku, pieces)| (sku.as_str(), *pieces)).collect();
        assert_eq!(read, expect, "{text:?}");
    }

    #[test]
    fn scans_add_up_and_typed_numbers_are_taken() {
        check("mug-red 5\nBOOK,12\r\n\n", &[("BOOK", 12), ("MUG-RED", 5)]);
        check("BOOK\nBOOK\nBOOK\nLAMP\t0", &[("BOOK", 3), ("LAMP", 0)]);
    }

    #[test]
    fn every_line_that_makes_no_sense_is_named() {
        assert_eq!(
            read("BOOK 1\nBOOK x\n? 1\nA 1 2"),
            Err(BadLines(["BOOK x", "? 1", "A 1 2"].map(str::to_owned).to_vec()))
        );
    }
}
