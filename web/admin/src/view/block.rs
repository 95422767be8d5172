//! The parts of a screen.

use super::chart::BarChart;
use super::form::Form;
use super::grid::Grid;
use super::link::Link;
use super::table::{List, Table};

/// A part of a screen.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading above what follows.
    Heading(String),
    /// A sentence.
    Text(String),
    /// Links to acts and related screens.
    Links(Vec<Link>),
    /// Large numbers, each a link to what it counts.
    Figures(Vec<Figure>),
    /// Names and values.
    Facts(Vec<Fact>),
    /// Rows.
    Table(Table),
    /// A long list with search, filters and pages.
    List(List),
    /// A form.
    Form(Form),
    /// A form whose fields stand in rows and columns.
    Grid(Grid),
    /// Several forms side by side.
    Forms(Vec<Form>),
    /// A chart with its table.
    Chart(BarChart),
    /// A picture that an app reads: one path over squares of 1, so many squares wide.
    Code {
        /// The path's `d`.
        path: String,
        /// The width and height.
        size: u32,
        /// What it is, for those who do not see it.
        alt: String,
    },
    /// Text to be copied.
    Secret(String),
}

/// A large number.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it counts.
    pub label: &'static str,
    /// The number.
    pub value: String,
    /// Where what it counts is listed; empty where there is no such list.
    pub href: String,
}

/// A name with its value.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The name.
    pub label: &'static str,
    /// The value.
    pub value: String,
    /// Where more about it stands.
    pub href: Option<String>,
}

impl Fact {
    /// A fact without a link.
    pub fn new(label: &'static str, value: impl Into<String>) -> Self {
        Self { label, value: value.into(), href: None }
    }
}

/// What just happened, or what went wrong.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// More about it, line by line.
    pub lines: Vec<String>,
    /// Whether something went wrong.
    pub is_error: bool,
}

impl Notice {
    /// What was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self { text: text.into(), lines: Vec::new(), is_error: false }
    }

    /// What was not done.
    pub fn error(text: impl Into<String>) -> Self {
        Self { text: text.into(), lines: Vec::new(), is_error: true }
    }

    /// The same with more about it, line by line.
    pub fn with(self, lines: impl IntoIterator<Item = String>) -> Self {
        Self { lines: lines.into_iter().collect(), ..self }
    }
}
