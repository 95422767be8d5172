//! The wasm module that hydrates the islands: `web/static/js/loader.js` initialises it, calls `hydrate` and then the
//! function that each `leptos-island` element names in `data-component`.

// Without a use of the crate, the linker drops the islands' functions from the bundle.
pub use outpost_islands::*;

use wasm_bindgen::prelude::wasm_bindgen;

/// Prepares the reactive system; to be called once, before any island.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
