//! The packages of the workspace, by what they are built for.

/// Every component, by the name of its folder below `components/wasm`.
pub const COMPONENTS: [&str; 7] = ["storefront", "account", "admin", "assets", "api", "dispatch", "sandbox"];

/// The packages that become components.
pub fn shells() -> impl Iterator<Item = String> {
    COMPONENTS.into_iter().map(|component| format!("outpost-wasm-{component}"))
}

/// The packages that builds, lints and tests for this machine select, as arguments for cargo. They are the same every
/// time, because cargo settles the features of crates of others per selection: with another one, wasmtime and libSQL
/// would be compiled a second time.
pub fn native() -> impl Iterator<Item = String> {
    let wasm = shells().chain(["outpost-browser".to_owned()]).flat_map(|package| ["--exclude".to_owned(), package]);
    ["--workspace".to_owned()].into_iter().chain(wasm)
}
