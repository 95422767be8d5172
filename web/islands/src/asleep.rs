//! The server's side of the seam to the browser: nothing wakes here, so nothing is ever asked.

use crate::search_suggest::choice::Choice;
use leptos::web_sys::HtmlInputElement;

/// A request that was never sent.
pub struct Request;

/// Asks nobody.
pub fn ask(_suggest_url: &str, _text: &str, _deliver: impl FnOnce(Option<Vec<Choice>>) + 'static) -> Request {
    Request
}

/// Goes nowhere.
pub fn follow(_id: &str) {}

/// Scrolls nothing.
pub fn reveal(_id: &str) {}

/// Nothing has the focus.
pub fn has_focus(_field: &HtmlInputElement) -> bool {
    false
}
