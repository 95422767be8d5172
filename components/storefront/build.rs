//! Writes a digest of everything pages are made from, so that a page's tag changes when any of it does.
//!
//! `build_id` alone would not do: whoever forgets to set it would leave browsers with the pages of an older build.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What pages are made from, from the repository's root.
const SOURCES: [&str; 12] = [
    "Cargo.lock",
    "components/domain/src",
    "components/platform/src",
    "components/storefront/src",
    "db/migrations",
    "db/queries",
    "db/src",
    "dist/assets/manifest.json",
    "web/islands/src",
    "web/locales",
    "web/shop/src",
    "web/ui/src",
];

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../..");
    println!("cargo:rerun-if-changed=build.rs");
    // A path that does not exist would run this at every build: `cargo xtask build` sets the variable instead.
    println!("cargo:rerun-if-env-changed=OUTPOST_ASSETS");
    let mut digest = 0xcbf2_9ce4_8422_2325;
    for source in SOURCES {
        let path = root.join(source);
        if path.exists() {
            println!("cargo:rerun-if-changed={}", path.display());
            add(&mut digest, &path)?;
        }
    }
    println!("cargo:rustc-env=OUTPOST_SOURCES={digest:016x}");
    Ok(())
}

/// Takes a file, or every file of a folder by name, into the digest (FNV-1a: it must tell versions apart, no more).
fn add(digest: &mut u64, path: &Path) -> Result<(), Box<dyn Error>> {
    if path.is_dir() {
        let mut entries =
            fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, Box<dyn Error>>>()?;
        entries.sort();
        return entries.iter().try_for_each(|entry| add(digest, entry));
    }
    let name = path.file_name().map_or_else(Vec::new, |name| name.as_encoded_bytes().to_vec());
    for byte in name.into_iter().chain([0]).chain(fs::read(path)?) {
        *digest = (*digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    Ok(())
}
