//! Compiled components on disk, so that a second start need not compile.
//!
//! A file is named by the hash of the component and of everything in the engine that shapes machine code, and
//! begins with a hash of the rest: a damaged file is noticed, compiled anew and replaced. The folder is as trusted
//! as the program itself, since what lies in it is executed: it is made for its owner only, and one that others own
//! or can write to is not used at all.

use std::fs::{File, Metadata};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use wasmtime::Engine;
use wasmtime::component::Component;

use super::engine::RuntimeError;

const HASH_BYTES: usize = 32;

/// A folder of compiled components.
pub struct Cache {
    folder: PathBuf,
}

/// Why a cached file was not used or written; never fatal.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// Reading, writing or renaming failed.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The content is not what was written.
    #[error("the file is damaged")]
    Damaged,
    /// The code in it could be another user's.
    #[error("{0} belongs to another user, or others can write to it")]
    Untrusted(PathBuf),
    /// wasmtime refuses the content.
    #[error("{0:#}")]
    Refused(wasmtime::Error),
}

impl Cache {
    /// Uses `folder`, which is made when first needed.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Loads the component `id` from `source`, compiled before or now.
    pub fn load(&self, engine: &Engine, id: &str, source: &Path) -> Result<Component, RuntimeError> {
        let wasm = std::fs::read(source).map_err(|error| RuntimeError::Unreadable {
            id: id.to_owned(),
            path: source.to_path_buf(),
            source: error,
        })?;
        let file = self.folder.join(file_name(engine, &wasm));
        let ready = self.prepare();
        if ready.is_ok() && file.exists() {
            match read(engine, &file) {
                Ok(component) => return Ok(component),
                Err(error) => tracing::warn!(component = id, %error, "a cached component is compiled anew"),
            }
        }
        let failed = |source| RuntimeError::Compile { id: id.to_owned(), source };
        let started = std::time::Instant::now();
        let code = engine.precompile_component(&wasm).map_err(failed)?;
        tracing::info!(component = id, elapsed = ?started.elapsed(), "compiled");
        if let Err(error) = ready.and_then(|()| write(&file, &code)) {
            tracing::warn!(component = id, %error, folder = %self.folder.display(), "cannot keep compiled code");
        }
        deserialize(engine, &code).map_err(failed)
    }

    /// Makes the folder, or checks that it is ours alone.
    fn prepare(&self) -> Result<(), CacheError> {
        make_private_folder(&self.folder)?;
        check(&self.folder, &std::fs::metadata(&self.folder)?)
    }
}

/// Writes beside the target and renames, so that no other start sees half a file.
fn write(file: &Path, code: &[u8]) -> Result<(), CacheError> {
    let draft = file.with_extension(format!("{}.draft", std::process::id()));
    let mut options = File::options();
    options.write(true).create(true).truncate(true).mode(0o600);
    let mut writer = options.open(&draft)?;
    writer.write_all(&Sha256::digest(code))?;
    writer.write_all(code)?;
    writer.sync_all()?;
    std::fs::rename(&draft, file)?;
    Ok(())
}

/// Another user who can write to it could have their code run here.
fn check(path: &Path, about: &Metadata) -> Result<(), CacheError> {
    let is_ours = about.uid() == rustix::process::geteuid().as_raw() && about.mode() & 0o022 == 0;
    is_ours.then_some(()).ok_or_else(|| CacheError::Untrusted(path.to_path_buf()))
}

fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true).mode(0o700);
    builder.create(folder)
}

fn file_name(engine: &Engine, wasm: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    engine.precompile_compatibility_hash().hash(&mut hasher);
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    let content: String = Sha256::digest(wasm).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{content}-{:016x}.cwasm", hasher.finish())
}

fn read(engine: &Engine, file: &Path) -> Result<Component, CacheError> {
    let mut opened = File::open(file)?;
    check(file, &opened.metadata()?)?;
    let mut bytes = Vec::new();
    opened.read_to_end(&mut bytes)?;
    let (hash, code) = bytes.split_at_checked(HASH_BYTES).ok_or(CacheError::Damaged)?;
    if Sha256::digest(code).as_slice() != hash {
        return Err(CacheError::Damaged);
    }
    deserialize(engine, code).map_err(CacheError::Refused)
}

/// The only `unsafe` of this crate: wasmtime cannot prove that the bytes are machine code that it made itself.
/// They come either straight from `precompile_component`, or from a file whose hash was just checked, which this
/// program's user owns and nobody else can write to, in a folder of which the same is true.
#[allow(unsafe_code, reason = "wasmtime offers no safe way to load compiled code")]
fn deserialize(engine: &Engine, code: &[u8]) -> wasmtime::Result<Component> {
    // SAFETY: see above; the bytes are unmodified output of `Engine::precompile_component`.
    unsafe { Component::deserialize(engine, code) }
}

#[cfg(test)]
mod tests {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn what_others_can_write_to_is_not_executed() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().join("compiled"));
        cache.prepare().unwrap();
        let file = cache.folder.join("a.cwasm");
        write(&file, b"code").unwrap();
        for (mode, trusted) in [(0o700, true), (0o755, true), (0o775, false), (0o777, false), (0o1777, false)] {
            set_permissions(&cache.folder, Permissions::from_mode(mode)).unwrap();
            assert_eq!(cache.prepare().is_ok(), trusted, "{mode:o}");
        }
        let engine = Engine::default();
        for (mode, untrusted) in [(0o600, false), (0o644, false), (0o664, true), (0o606, true)] {
            set_permissions(&file, Permissions::from_mode(mode)).unwrap();
            let refused = read(&engine, &file).err();
            assert_eq!(matches!(refused, Some(CacheError::Untrusted(_))), untrusted, "{mode:o}: {refused:?}");
        }
        // The root folder belongs to another user, unless root runs this test.
        let root = check(Path::new("/"), &std::fs::metadata("/").unwrap());
        assert_eq!(root.is_ok(), rustix::process::geteuid().is_root());
    }
}
