//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand};

/// Measure the shop's pages on the edge host and natively, side by side.
#[derive(Debug, Parser)]
#[command(name = "outpost-bench", bin_name = "cargo xtask bench --")]
pub struct Arguments {
    /// Sizes of the catalogue to measure, the first being what the others are compared with
    #[arg(long, value_delimiter = ',', default_value = "1000,100000")]
    pub products: Vec<u32>,
    /// Seconds for each page, server and round
    #[arg(long, default_value_t = 2.0)]
    pub seconds: f64,
    /// Rounds; every figure is the median over them
    #[arg(long, default_value_t = 5)]
    pub rounds: usize,
    /// Connections that are kept busy
    #[arg(long, default_value_t = 8)]
    pub connections: usize,
    /// Measure only these pages, by the name in the table
    #[arg(long, value_delimiter = ',')]
    pub pages: Vec<String>,
    /// A first impression: one short round, the smallest catalogue only
    #[arg(long)]
    pub quick: bool,
    /// A folder with an older outpost-edge, outpost-ctl, spin.toml and dist/, to be measured by turns with this one
    #[arg(long, value_name = "FOLDER")]
    pub baseline: Option<PathBuf>,
    /// A part of the bench that it starts by itself
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the bench starts as a process of its own.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the storefront without wasm
    #[command(hide = true)]
    Native {
        /// The database to read
        #[arg(long)]
        database: PathBuf,
    },
}

impl Arguments {
    /// Catalogues, as asked for.
    pub fn sizes(&self) -> &[u32] {
        if self.quick { &self.products[..self.products.len().min(1)] } else { &self.products }
    }

    /// Rounds, as asked for.
    pub fn rounds(&self) -> usize {
        if self.quick { 1 } else { self.rounds.max(1) }
    }

    /// Time for each page, server and round.
    pub fn time(&self) -> Duration {
        if self.quick { Duration::from_millis(500) } else { Duration::from_secs_f64(self.seconds.clamp(0.1, 600.0)) }
    }

    /// Whether a page is wanted.
    pub fn wants(&self, page: &str) -> bool {
        self.pages.is_empty() || self.pages.iter().any(|name| name == page)
    }

    /// The command that prints the same table.
    pub fn shown(&self) -> String {
        let words: Vec<String> = std::env::args().skip(1).collect();
        if words.is_empty() {
            "cargo xtask bench".to_owned()
        } else {
            format!("cargo xtask bench -- {}", words.join(" "))
        }
    }
}
