//! A mail before it has a form.

use outpost_domain::market::MarketLocale;
use outpost_web_ui::localizer::Localizer;

/// A mail before it has a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Language and market of the reader.
    pub market_locale: MarketLocale,
    /// Its subject, on one line.
    pub subject: String,
    /// What it says, from top to bottom.
    pub blocks: Vec<Block>,
}

/// A part of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(String),
    /// Smaller text.
    Note(String),
    /// The one thing to do.
    Button {
        /// Its text.
        text: String,
        /// Where it leads, whole.
        href: String,
    },
    /// What was bought.
    Items(Vec<Item>),
    /// What it costs; the last one is the total.
    Sums(Vec<Sum>),
    /// An address, below a heading.
    Address {
        /// The heading.
        heading: String,
        /// Its lines.
        lines: Vec<String>,
    },
}

/// Something that was bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// How many, and of what.
    pub name: String,
    /// The chosen options; empty where there are none.
    pub options: String,
    /// What all of it costs.
    pub total: String,
}

/// A line of the sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// Of what.
    pub label: String,
    /// How much.
    pub amount: String,
}

/// How a mail begins. `name` may be empty.
pub(crate) fn greeting(l10n: Localizer, name: &str) -> Block {
    Block::Paragraph(if name.is_empty() {
        l10n.text("mail-hello").to_owned()
    } else {
        l10n.named("mail-hello-name", &one_line(name))
    })
}

/// What people typed, on one line: it begins neither a header nor a paragraph of its own.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}
