//! Cells that hold lists. The same functions read and write them, so that nothing is lost on the way.

use std::collections::{BTreeMap, BTreeSet};

use super::super::amount::{format_amount, parse_amount};
use super::super::draft::{DraftPicture, PlannedPrice, ValueCode};
use super::super::reference::Reference;

/// Between the parts of a list.
const BETWEEN: &str = "; ";

/// What a spreadsheet would run as a formula begins with an apostrophe, and so does what begins with one already.
pub(super) fn protected(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) { format!("'{cell}") } else { cell.to_owned() }
}

/// The text of a protected cell.
pub(super) fn unprotected(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// Codes, in their order.
pub(super) fn read_codes(cell: &str) -> Vec<String> {
    parts(cell).map(str::to_owned).collect()
}

pub(super) fn write_codes(codes: &[String]) -> String {
    codes.join(BETWEEN)
}

/// `colour=red; size=m`.
pub(super) fn read_values(cell: &str) -> Option<BTreeSet<ValueCode>> {
    parts(cell).map(|part| part.parse().ok()).collect()
}

pub(super) fn write_values(values: &BTreeSet<ValueCode>) -> String {
    values.iter().map(ValueCode::to_string).collect::<Vec<_>>().join(BETWEEN)
}

/// Hashes, each with the option value that it shows: `1a2b; 3c4d@colour=red`.
pub(super) fn read_pictures(cell: &str) -> Option<Vec<DraftPicture>> {
    let picture = |part: &str| match part.split_once('@') {
        Some((hash, of)) => Some(DraftPicture { hash: hash.to_owned(), of: Some(of.parse().ok()?) }),
        None => Some(DraftPicture { hash: part.to_owned(), of: None }),
    };
    parts(cell).map(picture).collect()
}

pub(super) fn write_pictures(pictures: &[DraftPicture]) -> String {
    let picture = |picture: &DraftPicture| match &picture.of {
        Some(of) => format!("{}@{of}", picture.hash),
        None => picture.hash.clone(),
    };
    pictures.iter().map(picture).collect::<Vec<_>>().join(BETWEEN)
}

/// Markets, each with the second since 1970 until which it waits: `de; jp@1800000000`.
pub(super) fn read_withheld(cell: &str) -> Option<BTreeMap<String, Option<i64>>> {
    let market = |part: &str| match part.split_once('@') {
        Some((market, until)) => Some((market.to_owned(), Some(until.parse().ok()?))),
        None => Some((part.to_owned(), None)),
    };
    parts(cell).map(market).collect()
}

pub(super) fn write_withheld(withheld: &BTreeMap<String, Option<i64>>) -> String {
    let market = |(market, until): (&String, &Option<i64>)| match until {
        Some(until) => format!("{market}@{until}"),
        None => market.clone(),
    };
    withheld.iter().map(market).collect::<Vec<_>>().join(BETWEEN)
}

/// Prices to come: `gb@1800000000=12.99` or `gb@1800000000=12.99<15.00` with the price that is struck through.
pub(super) fn read_planned(cell: &str, reference: &Reference) -> Option<BTreeSet<PlannedPrice>> {
    let planned = |part: &str| {
        let (market, rest) = part.split_once('@')?;
        let (starts_at, amounts) = rest.split_once('=')?;
        let exponent = reference.market(market)?.exponent;
        let (amount, compare_at) = match amounts.split_once('<') {
            Some((amount, before)) => (amount, Some(parse_amount(before, exponent)?)),
            None => (amounts, None),
        };
        let amount = parse_amount(amount, exponent)?;
        Some(PlannedPrice { market: market.to_owned(), starts_at: starts_at.parse().ok()?, amount, compare_at })
    };
    parts(cell).map(planned).collect()
}

pub(super) fn write_planned(planned: &BTreeSet<PlannedPrice>, reference: &Reference) -> String {
    let price = |price: &PlannedPrice| {
        let exponent = reference.exponent(&price.market);
        let before =
            price.compare_at.map_or_else(String::new, |before| format!("<{}", format_amount(before, exponent)));
        format!("{}@{}={}{before}", price.market, price.starts_at, format_amount(price.amount, exponent))
    };
    planned.iter().map(price).collect::<Vec<_>>().join(BETWEEN)
}
