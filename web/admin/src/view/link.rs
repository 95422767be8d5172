//! Links.

/// A link.
#[derive(Clone, Debug, Default)]
pub struct Link {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// How it looks.
    pub kind: LinkKind,
}

/// How a link looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkKind {
    /// A link.
    #[default]
    Plain,
    /// What is most likely wanted here.
    Main,
    /// One of several that exclude each other: the chosen one.
    Current,
}

impl Link {
    /// A plain link.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into(), kind: LinkKind::Plain }
    }

    /// What is most likely wanted here.
    pub fn main(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { kind: LinkKind::Main, ..Self::new(text, href) }
    }
}
