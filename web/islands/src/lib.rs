//! The few interactive leaves of the shop, as Leptos islands.
//!
//! Each island's HTML is complete and works without scripts: `web/shop` renders it with the feature `ssr`, and
//! `web/browser` hydrates it with the feature `hydrate`. The two features are never on in the same build.

#[cfg(feature = "hydrate")]
#[path = "hydrate.rs"]
mod browser;
#[cfg(not(feature = "hydrate"))]
#[path = "static_html.rs"]
mod browser;
mod search_suggest;

pub use search_suggest::{SearchSuggest, SearchSuggestProps, SuggestTexts};
