//! The figures in words and columns.

use std::path::Path;

use outpost_system_tests::Programs;

use crate::arguments::Arguments;
use crate::load::Measured;
use crate::subject::Kind;

/// One page on one server with one catalogue.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Which page.
    pub view: &'static str,
    /// Products in the catalogue.
    pub products: u32,
    /// Which server.
    pub kind: Kind,
    /// What each round gave.
    pub rounds: Vec<Measured>,
}

impl Cell {
    fn median(&self, of: impl Fn(&Measured) -> f64) -> f64 {
        median(self.rounds.iter().map(of).collect())
    }

    fn rate(&self) -> f64 {
        self.median(Measured::rate)
    }
}

/// The middle value; the mean of the two middle ones where their number is even.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => f64::NAN,
        length if length % 2 == 1 => values[middle],
        _ => f64::midpoint(values[middle - 1], values[middle]),
    }
}

/// What was run, on what.
pub fn heading(arguments: &Arguments, machine: &str, programs: &Programs) -> String {
    let profile = programs.edge.parent().and_then(Path::file_name).unwrap_or_default().display().to_string();
    let native =
        if cfg!(debug_assertions) { "dev profile: barely optimized, no comparison" } else { "release profile" };
    format!(
        "\n{}\n{machine}\nedge host of cargo's {profile} folder, components of dist/, native server of the {native}\n\
         {} connections in a closed loop, driven from the same cores; medians of {} rounds of {:.1} s, servers \
         and catalogues by turns\n",
        arguments.shown(),
        arguments.connections,
        arguments.rounds(),
        arguments.time().as_secs_f64()
    )
}

/// The table of pages: as shipped, rendered on the edge host, rendered natively. `edge/native` compares the rates of
/// rendering; `vs` those of a catalogue with the first one, on the edge host.
pub fn pages(cells: &[Cell], sizes: &[u32]) -> String {
    let first = sizes.first().copied().unwrap_or(0);
    let mut text = format!(
        "{:<9} {:>8} | {} | {} | {} | {:>11} {:>8}\n",
        "page",
        "products",
        columns("shipped/s"),
        columns("edge/s"),
        columns("native/s"),
        "edge/native",
        format!("vs {first}"),
    );
    for edge in cells.iter().filter(|cell| cell.kind == Kind::Edge) {
        let find = |kind, products| {
            cells.iter().find(|cell| (cell.view, cell.kind, cell.products) == (edge.view, kind, products))
        };
        let native = find(Kind::Native, edge.products);
        let small = find(Kind::Edge, first);
        let share =
            |of: Option<&Cell>| of.map_or("-".to_owned(), |of| format!("{:.0} %", 100.0 * edge.rate() / of.rate()));
        text.push_str(&format!(
            "{:<9} {:>8} | {} | {} | {} | {:>11} {:>8}\n",
            edge.view,
            edge.products,
            find(Kind::Shipped, edge.products).map_or_else(String::new, figures),
            figures(edge),
            native.map_or_else(String::new, figures),
            share(native),
            share(small.filter(|small| small.products != edge.products)),
        ));
    }
    text
}

/// The rates beside those of the baseline, which took turns with them.
pub fn against_baseline(cells: &[Cell]) -> String {
    let mut text = format!(
        "{:<9} {:>8} | {:>9} {:>9} {:>6} | {:>9} {:>9} {:>6}\n",
        "page", "products", "shipped/s", "baseline", "ratio", "edge/s", "baseline", "ratio",
    );
    for shipped in cells.iter().filter(|cell| cell.kind == Kind::Shipped) {
        let rate = |kind| {
            let is_same =
                |cell: &&Cell| (cell.view, cell.products, cell.kind) == (shipped.view, shipped.products, kind);
            cells.iter().find(is_same).map_or(f64::NAN, Cell::rate)
        };
        let pair = |now: f64, before: f64| format!("{now:>9.0} {before:>9.0} {:>4.0} %", 100.0 * now / before);
        text.push_str(&format!(
            "{:<9} {:>8} | {} | {}\n",
            shipped.view,
            shipped.products,
            pair(shipped.rate(), rate(Kind::BaselineShipped)),
            pair(rate(Kind::Edge), rate(Kind::BaselineEdge)),
        ));
    }
    text
}

fn columns(rate: &str) -> String {
    format!("{rate:>9} {:>7} {:>7}", "p50 ms", "p99 ms")
}

fn figures(cell: &Cell) -> String {
    let (half, most) = (cell.median(|round| round.milliseconds(0.5)), cell.median(|round| round.milliseconds(0.99)));
    format!("{:>9.0} {half:>7.2} {most:>7.2}", cell.rate())
}

/// The line about orders.
pub fn orders(rounds: &[Measured], connections: usize) -> String {
    let of = |figure: fn(&Measured) -> f64| median(rounds.iter().map(figure).collect());
    format!(
        "orders placed on the edge host over {connections} connections, each with audit row and outbox, synced to disk: \
         {:.0}/s, p50 {:.1} ms, p99 {:.1} ms; the database verifies",
        of(Measured::rate),
        of(|round| round.milliseconds(0.5)),
        of(|round| round.milliseconds(0.99)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_the_middle_and_not_the_mean() {
        assert_eq!(median(vec![9.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 100.0]), 3.0);
        assert!(median(Vec::new()).is_nan());
    }
}
