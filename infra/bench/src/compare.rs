//! The run: every page on every server with every catalogue, round after round, so that a busy moment of the machine
//! falls on all of them alike.

use std::time::Duration;

use anyhow::{Context, Result};
use outpost_system_tests::{Programs, raw};

use crate::arguments::Arguments;
use crate::load::{self, Measured};
use crate::subject::{Kind, Subjects};
use crate::table::{self, Cell};
use crate::views::{self, View};
use crate::{databases, machine, orders};

/// Load before the first round, for caches, instances and prepared statements.
const WARM_UP: Duration = Duration::from_millis(500);
/// Orders of one measurement.
const ORDERS: usize = 600;

/// Measures and prints the tables.
///
/// # Errors
/// When a server does not start or answers wrongly; never because of a figure.
pub async fn run(arguments: &Arguments) -> Result<()> {
    let machine = machine::described();
    let programs = Programs::built()?;
    let mut all = Vec::new();
    for &products in arguments.sizes() {
        let database = databases::seeded(&programs, products).await?;
        let subjects = Subjects::start(products, &database).await?;
        let views = views::of(&mut subjects.shop.shopper("en-gb")).await?;
        let views = views.into_iter().filter(|view| arguments.wants(view.name)).collect::<Vec<_>>();
        all.push((subjects, views));
    }
    let cells = measure(arguments, &all).await?;
    println!("{}", table::heading(arguments, &machine, &programs));
    println!("{}", table::pages(&cells, arguments.sizes()));
    let host = host_alone(&all, arguments).await?;
    println!("the edge host without any component: {:.0}/s, p99 {:.2} ms", host.rate(), host.milliseconds(0.99));
    drop(all);
    if arguments.wants("orders") {
        println!("{}", table::orders(&place(arguments).await?, arguments.connections));
    }
    Ok(())
}

async fn measure(arguments: &Arguments, all: &[(Subjects, Vec<View>)]) -> Result<Vec<Cell>> {
    let (mut cells, mut loads) = (Vec::new(), Vec::new());
    for (subjects, view, kind) in by_turns(all) {
        let address = subjects.address(kind);
        load::run(address, &view.paths, arguments.connections, WARM_UP)
            .await
            .with_context(|| format!("warming up {} ({kind:?})", view.name))?;
        cells.push(Cell { view: view.name, products: subjects.products, kind, rounds: Vec::new() });
        loads.push((address, &view.paths));
    }
    for round in 1..=arguments.rounds() {
        eprintln!("round {round} of {}", arguments.rounds());
        for (cell, &(address, paths)) in cells.iter_mut().zip(&loads) {
            cell.rounds.push(load::run(address, paths, arguments.connections, arguments.time()).await?);
        }
    }
    Ok(cells)
}

/// Everything to be measured; what is compared comes one after the other: a page's servers, then its catalogues.
fn by_turns(all: &[(Subjects, Vec<View>)]) -> impl Iterator<Item = (&Subjects, &View, Kind)> {
    let pages = all.first().map_or(0, |(_, views)| views.len());
    (0..pages).flat_map(move |page| {
        let catalogues = all.iter().filter_map(move |(subjects, views)| Some((subjects, views.get(page)?)));
        catalogues.flat_map(|(subjects, view)| Kind::ALL.map(|kind| (subjects, view, kind)))
    })
}

/// What HTTP itself costs on this machine: an address of the host's own.
async fn host_alone(all: &[(Subjects, Vec<View>)], arguments: &Arguments) -> Result<Measured> {
    let (subjects, _) = all.first().context("no catalogue to measure")?;
    let path = ["/.well-known/spin/health".to_owned()];
    let address = subjects.address(Kind::Shipped);
    raw::get(address, &path[0], &[]).await?;
    load::run(address, &path, arguments.connections, arguments.time()).await
}

async fn place(arguments: &Arguments) -> Result<Vec<Measured>> {
    let products = arguments.sizes().first().copied().unwrap_or(1_000);
    let mut rounds = Vec::new();
    for _ in 0..arguments.rounds().min(3) {
        rounds.push(orders::run(products, ORDERS, arguments.connections).await?);
    }
    Ok(rounds)
}
