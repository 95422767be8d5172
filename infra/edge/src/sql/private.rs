//! Folders and files that only this process' user may read: a database holds what customers have entrusted to the shop.

use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

const FOLDER: u32 = 0o700;
const FILE: u32 = 0o600;

/// Makes a folder and those above it; what is there already is left as it is.
///
/// # Errors
/// When one cannot be made.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(FOLDER).create(folder)
}

/// Makes an empty file unless there is one. SQLite takes an empty file for an empty database and gives its log the
/// permissions of the database.
///
/// # Errors
/// When it cannot be made.
pub fn create_file(file: &Path) -> io::Result<()> {
    OpenOptions::new().create(true).append(true).mode(FILE).open(file).map(drop)
}
