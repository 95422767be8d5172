//! The run: every page on every server with every catalogue, round after round, so that a busy moment of the machine
//! falls on all of them alike.

use std::time::Duration;

use anyhow::{Context, Result};
use outpost_system_tests::{Programs, raw_http};

use crate::arguments::Arguments;
use crate::load::{self, Measured};
use crate::subject::{Server, Subjects};
use crate::table::{self, Cell};
use crate::views::View;
use crate::{gateway_orders, machine, orders};

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
        let mut subjects = Subjects::start(products, &programs, arguments.baseline.as_deref()).await?;
        for server in &mut subjects.servers {
            server.views.retain(|view| arguments.wants(view.name));
        }
        all.push(subjects);
    }
    let cells = measure(arguments, &all).await?;
    println!("{}", table::heading(arguments, &machine, &programs));
    println!("{}", table::pages(&cells, arguments.sizes()));
    if arguments.baseline.is_some() {
        println!("{}", table::against_baseline(&cells));
    }
    let host = host_alone(&all, arguments).await?;
    println!("the edge host without any component: {:.0}/s, p99 {:.2} ms", host.rate(), host.milliseconds(0.99));
    drop(all);
    if arguments.wants("orders") {
        println!("{}", table::orders(&place(arguments).await?, arguments.connections));
        gateway_orders::run(arguments.sizes().first().copied().unwrap_or(1_000)).await?;
    }
    Ok(())
}

async fn measure(arguments: &Arguments, all: &[Subjects]) -> Result<Vec<Cell>> {
    let (mut cells, mut loads) = (Vec::new(), Vec::new());
    for (products, server, view) in by_turns(all) {
        load::run(server.address, &view.paths, arguments.connections, WARM_UP)
            .await
            .with_context(|| format!("warming up {} ({:?})", view.name, server.kind))?;
        cells.push(Cell { view: view.name, products, kind: server.kind, rounds: Vec::new() });
        loads.push((server.address, &view.paths));
    }
    for round in 1..=arguments.rounds() {
        eprintln!("round {round} of {}", arguments.rounds());
        for (cell, &(address, paths)) in cells.iter_mut().zip(&loads) {
            cell.rounds.push(load::run(address, paths, arguments.connections, arguments.time()).await?);
        }
    }
    Ok(cells)
}

/// Everything to be measured. What is compared comes one after the other: a page's servers, then its catalogues.
fn by_turns(all: &[Subjects]) -> impl Iterator<Item = (u32, &Server, &View)> {
    let pages = all.first().and_then(|subjects| subjects.servers.first()).map_or(0, |server| server.views.len());
    (0..pages).flat_map(move |page| {
        let servers = all.iter().flat_map(|subjects| subjects.servers.iter().map(|server| (subjects.products, server)));
        servers.filter_map(move |(products, server)| Some((products, server, server.views.get(page)?)))
    })
}

/// What HTTP itself costs on this machine: an address of the host's own.
async fn host_alone(all: &[Subjects], arguments: &Arguments) -> Result<Measured> {
    let server = all.first().and_then(|subjects| subjects.servers.first()).context("no catalogue to measure")?;
    let path = ["/.well-known/spin/health".to_owned()];
    raw_http::get(server.address, &path[0], &[]).await?;
    load::run(server.address, &path, arguments.connections, arguments.time()).await
}

async fn place(arguments: &Arguments) -> Result<Vec<Measured>> {
    let products = arguments.sizes().first().copied().unwrap_or(1_000);
    let mut rounds = Vec::new();
    for _ in 0..arguments.rounds().min(3) {
        rounds.push(orders::run(products, ORDERS, arguments.connections).await?);
    }
    Ok(rounds)
}
