//! Files and folders of databases: for their owner only, written out before they get their name.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, fcntl_lock};
use tempfile::{Builder, TempDir};

/// SQLite's side files have the mode of the database file.
const OWNER_ONLY: u32 = 0o600;
const OWNER_ONLY_FOLDER: u32 = 0o700;

/// Creates the file and the folders above it where they are missing. What is there keeps its mode.
pub fn create(path: &Path) -> io::Result<()> {
    create_folder(folder_of(path))?;
    OpenOptions::new().create(true).append(true).mode(OWNER_ONLY).open(path).map(drop)
}

/// Creates a folder and those above it where they are missing.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(OWNER_ONLY_FOLDER).create(folder)
}

/// A folder in `folder` for files that have no name yet; it goes with what is left in it.
pub fn temporary_folder(folder: &Path) -> io::Result<TempDir> {
    Builder::new().prefix(".outpost-").permissions(Permissions::from_mode(OWNER_ONLY_FOLDER)).tempdir_in(folder)
}

/// Waits until a file is on the disk, then gives it its name, which another file may have until then.
pub fn publish(file: &Path, name: &Path) -> io::Result<()> {
    File::open(file)?.sync_all()?;
    fs::rename(file, name)?;
    sync_folder(folder_of(name))
}

/// Waits until the names in a folder are on the disk.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// The folder in which a file lies.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// A path with `ending` after its last letter.
pub fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(ending);
    PathBuf::from(path)
}

/// Whether another process has the database file open: SQLite keeps a lock on it for as long as it has.
pub fn is_in_use(path: &Path) -> io::Result<bool> {
    let file = OpenOptions::new().read(true).write(true).open(path)?;
    match fcntl_lock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(false),
        Err(rustix::io::Errno::AGAIN | rustix::io::Errno::ACCESS) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn databases_are_for_their_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/shop.db");
        create(&path).unwrap();
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(&folder.path().join("a")), 0o700);
        assert_eq!(mode(&folder.path().join("a/b")), 0o700);
        assert_eq!(mode(temporary_folder(folder.path()).unwrap().path()), 0o700);
    }

    #[test]
    fn a_file_that_is_there_keeps_content_and_mode() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.db");
        fs::write(&path, "content").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        create(&path).unwrap();
        assert_eq!(mode(&path), 0o640);
        assert_eq!(fs::read_to_string(&path).unwrap(), "content");
    }
}
