//! The fleet of a drill, in a temporary folder.

use std::time::Duration;

use anyhow::{Context, Result};
use outpost_regions::{Copies, Fleet, Place, Plan, Programs, free_address};
use tempfile::TempDir;

use crate::shop;
use crate::shopper::Shopper;

/// A seeded shop served from several regions.
#[derive(Debug)]
pub struct Fixture {
    /// Its processes.
    pub fleet: Fleet,
    /// How often a region's copy is synced.
    pub sync_interval: Duration,
    programs: Programs,
    folder: TempDir,
}

impl Fixture {
    /// Three regions over a catalogue of `products`, the two overseas `round_trip` from the primary.
    ///
    /// # Errors
    /// When something is not built or does not start.
    pub async fn open(copies: &Copies, products: u32, round_trip: Duration, sync_interval: Duration) -> Result<Self> {
        let programs = Programs::built()?;
        let folder = tempfile::tempdir().context("creating a folder for the fleet")?;
        let database = folder.path().join("shop.db");
        shop::seed(&programs, &database, products).await?;
        let plan = Plan {
            programs: programs.clone(),
            folder: folder.path().to_owned(),
            database,
            copies: copies.clone(),
            places: Place::anywhere(3, round_trip)?,
            sandbox: free_address()?,
            sync_interval,
            variables: shop::variables(),
            arguments: Vec::new(),
        };
        let fleet = Fleet::start(&plan).await?;
        Ok(Self { fleet, sync_interval, programs, folder })
    }

    /// A new visitor of a region.
    pub fn shopper(&self, region: usize) -> Shopper {
        Shopper::new(&self.fleet.regions[region].place.origin(), "en-gb")
    }

    /// Stops everything and runs `outpost-ctl verify`. Returns what it printed.
    ///
    /// # Errors
    /// When an invariant is broken; the message names it.
    pub async fn verify(&mut self) -> Result<String> {
        self.fleet.stop().await?;
        shop::verify(&self.programs, &self.fleet.primary.database).await
    }

    /// Keeps the folder for inspection and returns its path.
    pub fn keep(&mut self) -> String {
        self.folder.disable_cleanup(true);
        self.folder.path().display().to_string()
    }
}
