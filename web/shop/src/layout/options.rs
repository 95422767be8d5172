//! What differs from page to page around the content.

/// The document of one page: title, style sheet, visibility.
#[derive(Default)]
pub(crate) struct Options {
    /// Title without the shop's name; empty for the front page.
    pub(crate) title: String,
    /// A sentence for search engines.
    pub(crate) description: String,
    /// The page's own style sheet beside `base.css`.
    pub(crate) style: &'static str,
    /// The page's own script beside `loader.js`; none when empty.
    pub(crate) script: &'static str,
    /// The page is the visitor's own: never indexed, no `hreflang`.
    pub(crate) is_private: bool,
    /// No navigation distracts from the page, as in the checkout.
    pub(crate) hides_navigation: bool,
    /// Path of a picture for link previews.
    pub(crate) picture: Option<String>,
}
