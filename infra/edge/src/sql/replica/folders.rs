//! The numbered folders of replicas: each one that is begun gets the next number.

use std::fs;
use std::path::{Path, PathBuf};

/// The folders below `folder`, newest first.
pub fn numbered(folder: &Path) -> Vec<(u64, PathBuf)> {
    let mut found: Vec<(u64, PathBuf)> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path())))
        .collect();
    found.sort_unstable_by(|a, b| b.cmp(a));
    found
}

/// Removes a folder of no use and says why.
pub fn remove(folder: &Path, reason: &str) {
    tracing::warn!(folder = %folder.display(), reason, "a replica on the disk is of no use");
    if let Err(error) = fs::remove_dir_all(folder) {
        tracing::warn!(folder = %folder.display(), %error, "cannot remove an old replica");
    }
}
