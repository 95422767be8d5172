//! Builds the probe, the guest that all these tests call.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The finished component. `OUTPOST_EDGE_PROBE` may name one that was built before.
pub fn probe() -> &'static Path {
    static PROBE: OnceLock<PathBuf> = OnceLock::new();
    PROBE.get_or_init(|| match std::env::var_os("OUTPOST_EDGE_PROBE") {
        Some(path) => PathBuf::from(path),
        None => build(),
    })
}

/// With the toolchain at hand, or Debian's where that one lacks the target.
fn build() -> PathBuf {
    let edge = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = edge.join("tests/guests/probe/Cargo.toml");
    let target = edge.join("../../target/guests");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.arg("build");
    let rustup = run(cargo, &manifest, &target);
    let built = rustup.or_else(|rustup| {
        let mut debian = Command::new("/usr/bin/cargo");
        for name in ["CARGO", "RUSTC", "RUSTDOC", "RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH"] {
            debian.env_remove(name);
        }
        debian.env("RUSTC", "/usr/bin/rustc").env("RUSTC_BOOTSTRAP", "1");
        debian.env("RUSTFLAGS", "-L native=/usr/lib/wasm32-wasi");
        debian.args(["build", "-Z", "build-std=std,panic_abort"]);
        run(debian, &manifest, &target).map_err(|debian| format!("{rustup}\n{debian}"))
    });
    if let Err(error) = built {
        panic!("cannot build the probe for wasm32-wasip2:\n{error}");
    }
    target.join("wasm32-wasip2/edge/outpost_edge_probe.wasm").canonicalize().unwrap()
}

fn run(mut cargo: Command, manifest: &Path, target: &Path) -> Result<(), String> {
    cargo.args(["--quiet", "--target", "wasm32-wasip2", "--profile", "edge", "--manifest-path"]);
    cargo.arg(manifest).arg("--target-dir").arg(target).env_remove("CARGO_ENCODED_RUSTFLAGS");
    let output = cargo.output().map_err(|error| error.to_string())?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}
