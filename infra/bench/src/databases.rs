//! Catalogues to measure with, kept between runs: a large one takes a while to make.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant, UNIX_EPOCH};

use anyhow::{Context, Result};
use outpost_system_tests::{Programs, shop};

/// A database with `products` products and no orders, made anew whenever `outpost-ctl` is.
///
/// # Errors
/// When it cannot be made.
pub async fn seeded(programs: &Programs, products: u32) -> Result<PathBuf> {
    let folder = programs.ctl.parent().context("the folder of outpost-ctl")?.join("bench");
    fs::create_dir_all(&folder)?;
    let made = fs::metadata(&programs.ctl)?.modified()?.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    let path = folder.join(format!("catalogue-{products}-{}.db", made.as_millis()));
    if path.is_file() {
        return Ok(path);
    }
    let draft = path.with_extension("draft");
    for file in [draft.clone(), draft.with_extension("draft-wal"), draft.with_extension("draft-shm")] {
        if file.exists() {
            fs::remove_file(&file)?;
        }
    }
    let began = Instant::now();
    shop::seed(programs, &draft, products).await?;
    eprintln!("seeded {products} products in {:.1} s", began.elapsed().as_secs_f64());
    fs::rename(&draft, &path)?;
    Ok(path)
}
