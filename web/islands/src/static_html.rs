//! The server's side of the interface to the browser: static HTML has no behaviour, so every function does nothing.

use leptos::web_sys::HtmlInputElement;

use crate::search_suggest::suggestion::Suggestion;

/// A request that was never sent.
pub struct Request;

/// Sends nothing.
pub fn fetch_suggestions(
    _suggest_url: &str,
    _text: &str,
    _deliver: impl FnOnce(Option<Vec<Suggestion>>) + 'static,
) -> Request {
    Request
}

/// Does nothing.
pub fn follow(_id: &str) {}

/// Does nothing.
pub fn reveal(_id: &str) {}

/// Nothing has the focus.
pub fn has_focus(_field: &HtmlInputElement) -> bool {
    false
}
