//! The compiler for wasm: rustup's, with its targets added, or Debian's rustc-web, which compiles its own `std`.
//!
//! Debian's way exists for machines that cannot reach rustup's server. Its packages bring no compiled `std` for wasm,
//! so cargo's unstable `-Z build-std` does it, once per profile.

use std::{env, path::Path, process::Command};

use anyhow::{Result, bail};

use crate::{process, progress, setup::debian_packages, workspace::Workspace};

/// The target of components.
pub const EDGE: &str = "wasm32-wasip2";
/// The target of the browser's bundle.
pub const BROWSER: &str = "wasm32-unknown-unknown";

const DEBIAN_CARGO: &str = "/usr/bin/cargo";
/// `rust-web-llvm` has the linkers by the names that rustc calls them: `wasm-component-ld`, and `rust-lld` for lld-22's.
const DEBIAN_PACKAGES: [&str; 6] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22", "wasi-libc"];
const DEBIAN_SOURCES: &str = "/usr/lib/rustlib/src/rust/library/Cargo.toml";
const DEBIAN_LINKER: &str = "/usr/bin/rust-lld";
const DEBIAN_WASI_LIBRARIES: &str = "/usr/lib/wasm32-wasi";

/// A compiler that was made ready for both wasm targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toolchain {
    /// The toolchain cargo runs with, with a compiled `std` for the targets.
    Rustup,
    /// Debian's rustc and cargo, which compile `std` from its sources.
    Debian,
}

impl Toolchain {
    /// Makes a compiler ready, adding what is missing, and says which one.
    ///
    /// # Errors
    /// When neither way works, with what was tried.
    pub fn prepare(workspace: &Workspace) -> Result<Self> {
        match env::var("OUTPOST_WASM_TOOLCHAIN").as_deref() {
            Ok("rustup") => rustup(workspace),
            Ok("debian") => debian(workspace),
            Ok(other) => bail!("OUTPOST_WASM_TOOLCHAIN is `{other}`; it may be `rustup` or `debian`"),
            Err(_) => rustup(workspace).or_else(|refused| {
                progress::note(&format!("{refused:#}; taking Debian's compiler instead"));
                debian(workspace)
            }),
        }
    }

    /// A cargo that builds for that target into the folder of [`Toolchain::output`].
    pub fn cargo(self, workspace: &Workspace, target: &str) -> Command {
        if self == Self::Rustup {
            let mut cargo = process::cargo(workspace);
            // Linted by a call of its own: a linted build is optimized less.
            cargo.args(["build", "--target", target]).env_remove("RUSTC_WORKSPACE_WRAPPER");
            return cargo;
        }
        let mut cargo = process::command(workspace, DEBIAN_CARGO);
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once("/usr/bin".into()).chain(env::split_paths(&path));
        if let Ok(path) = env::join_paths(folders) {
            cargo.env("PATH", path);
        }
        // What rustup's proxies set for their own toolchain.
        for name in ["CARGO", "RUSTC", "RUSTDOC", "RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH"] {
            cargo.env_remove(name);
        }
        cargo.env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", self.target(workspace));
        if target == EDGE {
            cargo.env("RUSTFLAGS", format!("-L native={DEBIAN_WASI_LIBRARIES}"));
        }
        cargo.args(["build", "-Z", "build-std=std,panic_abort", "--target", target]);
        cargo
    }

    /// Where a build for that target and profile leaves its files.
    pub fn output(self, workspace: &Workspace, target: &str, profile: &str) -> std::path::PathBuf {
        self.target(workspace).join(target).join(profile)
    }

    /// Cargo's target folder: each compiler has one, since neither can use what the other built.
    pub fn target(self, workspace: &Workspace) -> std::path::PathBuf {
        workspace.target(if self == Self::Debian { "debian" } else { "" })
    }
}

fn rustup(workspace: &Workspace) -> Result<Toolchain> {
    let sysroot = process::output(process::command(workspace, "rustc").args(["--print", "sysroot"]))?;
    let libraries = Path::new(sysroot.trim()).join("lib/rustlib");
    let missing: Vec<_> =
        [EDGE, BROWSER].into_iter().filter(|target| !libraries.join(target).join("lib").is_dir()).collect();
    if !missing.is_empty() {
        if !process::is_on_path("rustup") {
            bail!("rustup is not on PATH and {} is not installed", missing.join(" and "));
        }
        progress::step(&format!("rustup target add {}", missing.join(" ")), || {
            process::run(process::command(workspace, "rustup").args(["target", "add"]).args(&missing))
        })?;
    }
    Ok(Toolchain::Rustup)
}

fn debian(workspace: &Workspace) -> Result<Toolchain> {
    let libc = Path::new(DEBIAN_WASI_LIBRARIES).join("libc.a");
    let parts = [Path::new(DEBIAN_CARGO), Path::new(DEBIAN_SOURCES), Path::new(DEBIAN_LINKER), &libc];
    if !parts.iter().all(|part| part.is_file()) {
        debian_packages(workspace, &DEBIAN_PACKAGES)?;
    }
    progress::note("wasm by Debian's rustc, which compiles its own std (40 s, once per profile)");
    Ok(Toolchain::Debian)
}
