//! Compiled components on disk, so that a second start need not compile.
//!
//! A file is named by the hash of the component and of everything in the engine that shapes machine code, and
//! begins with a hash of the rest: a damaged or foreign file is noticed, compiled anew and replaced. The
//! folder is as trusted as the program itself, since what lies in it is executed; it is made for its owner only.

use super::engine::RuntimeError;
use sha2::{Digest, Sha256};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use wasmtime::Engine;
use wasmtime::component::Component;

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
        if file.exists() {
            match read(engine, &file) {
                Ok(component) => return Ok(component),
                Err(error) => tracing::warn!(component = id, %error, "a cached component is compiled anew"),
            }
        }
        let failed = |source| RuntimeError::Compile { id: id.to_owned(), source };
        let started = std::time::Instant::now();
        let code = engine.precompile_component(&wasm).map_err(failed)?;
        tracing::info!(component = id, elapsed = ?started.elapsed(), "compiled");
        if let Err(error) = self.write(&file, &code) {
            tracing::warn!(component = id, %error, folder = %self.folder.display(), "cannot keep compiled code");
        }
        deserialize(engine, &code).map_err(failed)
    }

    /// Writes beside the target and renames, so that no other start sees half a file.
    fn write(&self, file: &Path, code: &[u8]) -> Result<(), CacheError> {
        make_private_folder(&self.folder)?;
        let draft = file.with_extension(format!("{}.draft", std::process::id()));
        let mut writer = std::fs::File::create(&draft)?;
        writer.write_all(&Sha256::digest(code))?;
        writer.write_all(code)?;
        writer.sync_all()?;
        std::fs::rename(&draft, file)?;
        Ok(())
    }
}

fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
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
    let bytes = std::fs::read(file)?;
    let (hash, code) = bytes.split_at_checked(HASH_BYTES).ok_or(CacheError::Damaged)?;
    if Sha256::digest(code).as_slice() != hash {
        return Err(CacheError::Damaged);
    }
    deserialize(engine, code).map_err(CacheError::Refused)
}

/// The only `unsafe` of this crate: wasmtime cannot prove that the bytes are machine code that it made itself.
/// They come either straight from `precompile_component`, or from a file whose hash was just checked, in a
/// folder that only this program's user can write to.
#[allow(unsafe_code, reason = "wasmtime offers no safe way to load compiled code")]
fn deserialize(engine: &Engine, code: &[u8]) -> wasmtime::Result<Component> {
    // SAFETY: see above; the bytes are unmodified output of `Engine::precompile_component`.
    unsafe { Component::deserialize(engine, code) }
}
