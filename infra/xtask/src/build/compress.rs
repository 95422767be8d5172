//! Compressed twins of static files, made once at build time at the highest levels.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

/// Kinds that are compressed already.
const COMPRESSED: [&str; 7] = ["avif", "gif", "jpg", "jpeg", "png", "webp", "woff2"];

/// The twins a file may have: brotli, then gzip.
pub fn twins(file: &Path) -> [PathBuf; 2] {
    ["br", "gz"].map(|kind| {
        let mut name = file.as_os_str().to_owned();
        name.push(format!(".{kind}"));
        name.into()
    })
}

/// The twins that are smaller than the content itself, with their bytes.
///
/// # Errors
/// When an encoder fails.
pub fn compressed(file: &Path, content: &[u8]) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let kind = file.extension().map(|kind| kind.to_string_lossy().into_owned()).unwrap_or_default();
    if COMPRESSED.contains(&kind.as_str()) {
        return Ok(Vec::new());
    }
    let made = twins(file).into_iter().zip([brotli(content)?, gzip(content)?]);
    Ok(made.filter(|(_, twin)| twin.len() < content.len()).collect())
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: content.len(), ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut out, &parameters).context("compressing with brotli")?;
    Ok(out)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}
